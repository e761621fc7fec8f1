"use strict";
// Shows a briefing's items beside what their sources say. All of it stands in the page already, as notes and texts; what is
// chosen is said by the address: #i1-5 an item, #s2 a source, #s2-7 a paragraph of it, #m1 a briefing, #overview.
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  const SIGNS = { error: 0, warning: 1, info: 2, hint: 3, unverifiable: 4 };
  const isProblem = (item) => item.counted in SIGNS;
  const isUnconfirmed = (item) => item.state === "unconfirmed";

  // What is known of each item, by its number; marks are its places in the briefing.
  const items = new Map();
  for (const note of all(".note")) {
    const { i, state, counted, kind, rule, sources } = note.dataset;
    const words = note.querySelector(".words").textContent;
    items.set(i, {
      id: i, state, counted, kind, rule, note, words, sources: sources.split(" "), view: note.closest(".view"),
      marks: [], text: `${words} ${rule} ${kind} ${state} ${note.querySelector(".message")?.textContent ?? ""}`.toLowerCase(),
    });
  }
  for (const mark of all("#reading [data-i]:not(.note)")) items.get(mark.dataset.i)?.marks.push(mark);
  const passages = new Map();
  for (const passage of all("#texts [data-i]")) {
    for (const id of passage.dataset.i.split(" ")) passages.set(id, [...(passages.get(id) ?? []), passage]);
  }

  const state = { view: null, item: null, passage: 0, source: null };
  let matching = [];
  let isOpen = false;

  // --- Filters ---
  const filters = { words: $("words"), problems: $("problems"), unconfirmed: $("unconfirmed"), source: $("by-source"), rule: $("by-rule") };
  const isFiltered = () => filters.words.value.trim() !== "" || filters.problems.checked || filters.unconfirmed.checked || filters.source.value !== "" || filters.rule.value !== "";

  function matches(item) {
    const words = filters.words.value.trim().toLowerCase();
    const isAsked = !filters.problems.checked && !filters.unconfirmed.checked;
    return (isAsked || (filters.problems.checked && isProblem(item)) || (filters.unconfirmed.checked && isUnconfirmed(item)))
      && (filters.source.value === "" || item.sources.includes(filters.source.value))
      && (filters.rule.value === "" || item.rule === filters.rule.value)
      && words.split(/\s+/).every((word) => item.text.includes(word));
  }

  function filter() {
    matching = [];
    for (const item of items.values()) {
      const is = matches(item);
      if (is) matching.push(item);
      for (const mark of item.marks) {
        mark.classList.toggle("out", !is);
        if (mark.id) mark.toggleAttribute("aria-disabled", !is);
      }
    }
    const count = inView().length;
    const total = [...items.values()].filter((item) => item.view === state.view || isOverview()).length;
    $("count").textContent = isFiltered() ? `${count} of ${total} items` : `${total} items`;
    $("clear").hidden = !isFiltered();
    if (!state.item) list();
    place();
  }

  // What the pane lists, and the keys walk: without a filter the problems, or everything where there are none.
  function listed() {
    const of = inView();
    const problems = isFiltered() ? of : of.filter(isProblem);
    return problems.length ? problems : of;
  }

  // Goes to the first that a filter leaves: in this view, else in the first that has one.
  function seek() {
    filter();
    if (!isFiltered() || !matching.length) return;
    state.item = null;
    if (!inView().length) show(matching[0].view);
    const first = inView()[0];
    list();
    light(first.marks);
    if (!isOverview()) into($(`i${first.id}`) ?? first.marks[0]);
  }

  const isOverview = () => state.view?.id === "overview";
  const inView = () => matching.filter((item) => isOverview() || item.view === state.view);

  // --- Views ---
  function show(view) {
    if (view === state.view) return;
    state.view?.classList.remove("shown");
    state.view = view;
    view.classList.add("shown");
    $("to-overview").toggleAttribute("aria-current", isOverview());
    if (isOverview()) $("to-overview").setAttribute("aria-current", "page");
    $("memo").value = view.id;
    filter();
  }

  function light(marks) {
    all(".lit").forEach((mark) => mark.classList.remove("lit"));
    marks.forEach((mark) => mark.classList.add("lit"));
  }

  function into(element, root) {
    // Where the pane is hidden, there is nothing to scroll.
    if (!element?.getClientRects().length) return;
    // The page opens where it is to be read, without a journey there.
    const isStill = !isOpen || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const smooth = isStill ? "auto" : "smooth";
    if (root) {
      const at = element.getBoundingClientRect().top - root.getBoundingClientRect().top + root.scrollTop;
      root.scrollTo({ top: Math.max(0, at - root.clientHeight / 3), behavior: smooth });
      return;
    }
    const box = element.getBoundingClientRect();
    const head = document.querySelector(".top").getBoundingClientRect();
    const sheet = $("evidence").getBoundingClientRect();
    const isSheet = sheet.left < innerWidth / 4 && getComputedStyle($("evidence")).position === "sticky";
    const bottom = isSheet ? innerHeight - sheet.height : innerHeight;
    const top = Math.max(0, head.bottom);
    if (box.top < top + 20 || box.bottom > bottom - 40) {
      scrollBy({ top: box.top - top - (bottom - top) / 3, behavior: smooth });
    }
  }

  // --- The evidence pane ---
  function open(source) {
    if (state.source !== source) {
      state.source?.classList.remove("shown");
      source?.classList.add("shown");
      state.source = source;
      $("texts").scrollTop = 0;
    }
    $("texts").hidden = !source;
  }

  function card(...content) {
    $("card").replaceChildren(...content);
    $("card").parentElement.scrollTop = 0;
  }

  function make(tag, properties = {}, ...content) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...content);
    return element;
  }

  function row(item) {
    const sign = make("span", { className: `sign ${item.state}` });
    const said = make("span", { className: "said" }, item.words);
    const about = make("small", {}, [item.rule || item.state, item.note.querySelector(".message")?.textContent].filter(Boolean).join(" · "));
    const button = make("button", { type: "button" }, sign, said, about);
    button.addEventListener("click", () => go(`i${item.id}`, true));
    return make("li", {}, button);
  }

  function rows(of) {
    const list = make("ul", { className: "list" });
    let view = null;
    for (const item of of) {
      if (item.view !== view && new Set(of.map((item) => item.view)).size > 1) {
        list.append(make("li", {}, make("h3", {}, item.view.getAttribute("aria-label"))));
      }
      view = item.view;
      list.append(row(item));
    }
    return list;
  }

  // All items that the filters leave; without filters, the problems.
  function list() {
    $("evidence").classList.add("listing");
    open(null);
    const of = isFiltered() ? inView() : inView().filter(isProblem);
    const noun = isFiltered() ? (of.length === 1 ? "item" : "items") : of.length === 1 ? "problem" : "problems";
    const lead = of.length ? `${of.length} ${noun}` : isFiltered() ? "No item matches the filters." : "Nothing was found here.";
    card(make("p", { className: "lead" }, lead), rows(of.slice(0, 500)));
    $("place").textContent = "";
  }

  function place() {
    if (!state.item) return;
    const of = listed();
    const at = of.indexOf(state.item);
    const what = isFiltered() ? "the filtered items" : "the problems";
    $("place").textContent = at < 0 ? `not among ${what}` : `${at + 1} of ${of.length}`;
  }

  function choose(item) {
    show(item.view);
    state.item = item;
    state.passage = 0;
    all("[tabindex='0'][data-i]").forEach((mark) => (mark.tabIndex = -1));
    const mark = $(`i${item.id}`);
    if (mark) mark.tabIndex = 0;
    const note = item.note.cloneNode(true);
    note.removeAttribute("id");
    all(".passage", note).forEach((figure, at) => {
      const caption = figure.querySelector("figcaption");
      const button = make("button", { type: "button" }, ...caption.childNodes);
      button.addEventListener("click", () => passage(at));
      caption.replaceChildren(button);
    });
    $("evidence").classList.remove("listing");
    card(note);
    passage(0);
    place();
    into(mark ?? item.marks[0]);
  }

  // Shows one of the chosen item's passages in its source.
  function passage(at) {
    const figures = all("#card .passage");
    state.passage = at;
    figures.forEach((figure, other) => figure.querySelector("button").setAttribute("aria-pressed", String(other === at)));
    const figure = figures[at];
    const source = figure && $(`s${figure.dataset.reading}`);
    open(source ?? null);
    light([...state.item.marks, ...(passages.get(state.item.id) ?? [])]);
    if (!source) return;
    const near = source.querySelector(`.paragraph[id$="-${figure.dataset.paragraph}"] .lit`);
    into(near ?? source.querySelector(".lit"), $("texts"));
  }

  // Shows what rests on a passage of a source.
  function rests(ids, what, marks, source) {
    state.item = null;
    const of = [...items.values()].filter((item) => ids.includes(item.id));
    $("evidence").classList.remove("listing");
    const noun = of.length === 1 ? "item rests" : "items rest";
    card(make("p", { className: "lead" }, `${of.length} ${noun} on ${what}`), rows(of));
    $("place").textContent = "";
    open(source);
    light([...marks, ...of.flatMap((item) => item.marks)]);
    const here = of.find((item) => item.view === state.view);
    if (here) into($(`i${here.id}`) ?? here.marks[0]);
  }

  function leave() {
    state.item = null;
    light([]);
    list();
  }

  // --- The address ---
  function go(hash, isNew) {
    history[isNew ? "pushState" : "replaceState"](null, "", `#${hash}`);
    route();
  }

  function route() {
    const hash = decodeURIComponent(location.hash.slice(1)) || document.body.dataset.start;
    const item = items.get(hash.slice(1));
    if (hash[0] === "i" && item) return choose(item);
    const target = $(hash);
    if (target?.matches(".source")) {
      if (!state.view) show($(document.body.dataset.start));
      const key = target.dataset.key;
      const ids = [...new Set(all("[data-i]", target).flatMap((mark) => mark.dataset.i.split(" ")))];
      rests(ids, key, [], target);
      $("texts").scrollTop = 0;
      return;
    }
    if (target?.matches(".paragraph")) {
      if (!state.view) show($(document.body.dataset.start));
      const source = target.closest(".source");
      const marks = all("[data-i]", target);
      rests(marks.flatMap((mark) => mark.dataset.i.split(" ")), `¶ ${hash.split("-")[1]} of ${source.dataset.key}`, marks, source);
      into(target, $("texts"));
      return;
    }
    const view = target?.closest(".view") ?? $(document.body.dataset.start);
    show(view);
    leave();
    if (target && target !== view) target.scrollIntoView();
    else scrollTo(0, 0);
  }

  function step(by) {
    const of = listed();
    if (!of.length) return;
    const order = [...items.values()];
    let at = of.indexOf(state.item);
    // From one that is not listed, the next that is; from nowhere, the first that stands below the head.
    if (at < 0 && state.item) {
      const after = of.findIndex((item) => order.indexOf(item) > order.indexOf(state.item));
      at = (after < 0 ? of.length : after) - (by > 0 ? 1 : 0);
    } else if (at < 0 && by > 0) at = of.findIndex((item) => (item.marks[0]?.getBoundingClientRect().top ?? 0) > 60) - 1;
    const next = of[Math.min(of.length - 1, Math.max(0, at < -1 ? 0 : at + by))];
    go(`i${next.id}`, false);
    $(`i${next.id}`)?.focus({ preventScroll: true });
  }

  // --- Events ---
  $("reading").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-i]:not(.note)");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    const item = items.get(mark.dataset.i);
    if (item && !mark.classList.contains("out") && matches(item)) go(`i${item.id}`, true);
  });
  $("texts").addEventListener("click", (event) => {
    const mark = event.target.closest(".rests");
    if (!mark || String(getSelection())) return;
    const source = mark.closest(".source");
    const ids = mark.dataset.i.split(" ");
    const at = mark.closest(".paragraph").id.split("-")[1];
    rests(ids, `these words in ¶ ${at} of ${source.dataset.key}`, [mark], source);
  });
  $("back").addEventListener("click", () => go(state.view.id, true));
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("memo").addEventListener("change", (event) => go(event.target.value, true));
  const form = document.querySelector(".filters");
  form.addEventListener("input", seek);
  form.addEventListener("submit", (event) => event.preventDefault());
  $("clear").addEventListener("click", () => { form.reset(); filter(); });
  const help = () => ($("help").open ? $("help").close() : $("help").showModal());
  $("help-open").addEventListener("click", help);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    const at = event.target;
    const isTyping = at.matches("input[type=search], select, textarea");
    if (event.key === "Escape") {
      if (isTyping) return at.blur();
      if ($("evidence").contains(at) && state.item) return $(`i${state.item.id}`)?.focus();
      if (!$("evidence").classList.contains("listing")) go(state.view.id, false);
      return;
    }
    if (isTyping) return;
    const mark = at.closest?.("[role=button][data-i], .mark, .stray");
    if ((event.key === "Enter" || event.key === " ") && mark && $("reading").contains(mark)) {
      event.preventDefault();
      if (state.item?.id === mark.dataset.i) $("card").focus();
      else if (!mark.classList.contains("out")) go(`i${mark.dataset.i}`, true);
      return;
    }
    const keys = {
      j: () => step(1), ArrowRight: () => step(1), k: () => step(-1), ArrowLeft: () => step(-1),
      "/": () => filters.words.focus(), "?": help, o: () => go("overview", true), s: () => $("texts").focus(),
      p: () => { filters.problems.checked = !filters.problems.checked; seek(); },
      u: () => { filters.unconfirmed.checked = !filters.unconfirmed.checked; seek(); },
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  const measure = () => document.documentElement.style.setProperty("--head", `${document.querySelector(".top").offsetHeight}px`);
  addEventListener("resize", measure);
  addEventListener("hashchange", route);
  addEventListener("popstate", route);
  if (items.size === 0) $("evidence").classList.add("listing");
  const first = all("#reading .view")[1];
  if (all("#reading .memo").length === 1) $("memo").closest("nav").classList.add("single");
  if (!first) return;
  // The first item of each briefing can be reached by the tabulator.
  for (const memo of all(".memo")) {
    const mark = memo.querySelector("[id^=i][data-i]");
    if (mark) mark.tabIndex = 0;
  }
  measure();
  route();
  isOpen = true;
})();
