(section . (heading) @name) @item
