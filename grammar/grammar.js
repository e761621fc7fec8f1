/**
 * The grammar of briefings: CommonMark with tables, footnotes, pandoc's citations and the checker's directives.
 *
 * Every token comes from the external scanner. At a block's beginning it looks ahead over the whole block, decides what
 * the block and everything in it is, and then hands out the tokens one by one (see src/scanner.c). What it opens it
 * closes, so the rules here only say which node holds what, and no input has an error.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const LEVELS = [1, 2, 3, 4, 5, 6];

/** What a section of this level (0: the document) holds: blocks and deeper sections. */
const blocksBelow = ($, level) =>
  repeat(choice(
    $._block,
    ...LEVELS.filter(deeper => deeper > level).map(deeper => alias($[`_section_${deeper}`], $.section)),
  ));

/**
 * The blocks in a container. Headings make no sections there, and the scanner never opens one; but as the same tokens
 * may follow a block in all places, the parser needs each of its states only once.
 */
const blocksInside = $ => repeat(choice($._block, ...LEVELS.map(level => $[`_section_open_${level}`])));

/** What stands behind a link's text: `(target "title")`, `[label]` or `[]`. */
const destination = $ =>
  seq(
    $._link_middle,
    choice($.link_label, seq(optional($.link_target), optional($.link_title))),
    $._close,
  );

module.exports = grammar({
  name: 'briefing',

  // The order is that of `enum Symbol` in src/scanner/symbols.h.
  externals: $ => [
    // anywhere
    $._plan,
    $._gap,
    $.block_quotation_mark,
    $.block_continuation,
    $._close,
    $._text,
    // blocks
    $._front_matter_open,
    $.front_matter_text,
    ...LEVELS.map(level => $[`_section_open_${level}`]),
    $._heading_open,
    $.heading_mark,
    $._paragraph_open,
    $._thematic_break_open,
    $._block_quotation_open,
    $._list_open,
    $.list_marker,
    $.task_marker,
    $._footnote_definition_open,
    $.footnote_label,
    $._admonition_open,
    $.admonition_mark,
    $._link_definition_open,
    $._table_open,
    $._row_open,
    $._cell_open,
    $.table_delimiter_row,
    $._fenced_code_open,
    $.code_fence,
    $.language,
    $._info_text,
    $._indented_code_open,
    $._html_block_open,
    $._comment_block_open,
    // inline
    $._comment_open,
    $._directive_open,
    $._emphasis_open,
    $._strong_open,
    $._strikethrough_open,
    $.emphasis_mark,
    $._quotation_open,
    $.quotation_mark,
    $._code_span_open,
    $._html_tag_open,
    $.autolink,
    $.url,
    $.entity,
    $.escape,
    $.hard_break,
    $.figure,
    $._link_open,
    $._image_open,
    $._link_middle,
    $.link_target,
    $._title_text,
    $._label_text,
    $._citation_open,
    $._citation_separator,
    $._prefix_text,
    $.suppress_author,
    $._at,
    $.key,
    $._key_end,
    $._locator_open,
    $._suffix_text,
    $._malformed_open,
    $._footnote_reference_open,
    $._inline_note_open,
  ],

  extras: $ => [$._plan, $._gap, $.block_quotation_mark, $.block_continuation],

  rules: {
    document: $ => seq(optional($.front_matter), blocksBelow($, 0), $._close),

    front_matter: $ => seq($._front_matter_open, optional($.front_matter_text), $._close),

    // A section takes all it can; the next one of its own or a higher level ends it.
    ...Object.fromEntries(LEVELS.map(level => [
      `_section_${level}`,
      $ => prec.right(seq($[`_section_open_${level}`], blocksBelow($, level))),
    ])),

    // The first token of a block that holds no blocks is empty: see src/scanner.c.
    _block: $ => choice(
      $.heading,
      $.paragraph,
      $.list,
      $.block_quotation,
      $.table,
      $.fenced_code_block,
      $.indented_code_block,
      $.html_block,
      seq($._comment_block_open, choice($.comment, $.directive)),
      $.footnote_definition,
      $.admonition,
      $.link_definition,
      $.thematic_break,
    ),

    heading: $ => seq($._heading_open, repeat(choice($.heading_mark, $._inline)), $._close),
    thematic_break: $ => seq($._thematic_break_open, $._text),
    paragraph: $ => seq($._paragraph_open, repeat($._inline), $._close),

    block_quotation: $ => seq($._block_quotation_open, blocksInside($), $._close),

    list: $ => seq($._list_open, repeat1($.list_item), $._close),
    list_item: $ => seq($.list_marker, optional($.task_marker), blocksInside($), $._close),

    footnote_definition: $ => seq($._footnote_definition_open, $.footnote_label, blocksInside($), $._close),

    // A box as MkDocs has it: `!!! note "Title"`, and its blocks indented below.
    admonition: $ => seq($._admonition_open, $.admonition_mark, blocksInside($), $._close),

    link_definition: $ => seq(
      $._link_definition_open,
      $.link_label,
      optional($.link_target),
      optional($.link_title),
      $._close,
    ),

    table: $ => seq($._table_open, $.table_header, $.table_delimiter_row, repeat($.table_row), $._close),
    table_header: $ => seq($._row_open, repeat($.table_cell), $._close),
    table_row: $ => seq($._row_open, repeat($.table_cell), $._close),
    table_cell: $ => seq($._cell_open, repeat($._inline), $._close),

    fenced_code_block: $ => seq(
      $._fenced_code_open,
      $.code_fence,
      optional($.info_string),
      optional($.code_text),
      optional($.code_fence),
      $._close,
    ),
    info_string: $ => choice(seq($.language, optional($._info_text)), $._info_text),
    code_text: $ => repeat1($._text),
    indented_code_block: $ => seq($._indented_code_open, repeat($._text), $._close),

    html_block: $ => seq($._html_block_open, repeat(choice($._text, $.comment, $.directive)), $._close),
    comment: $ => seq($._comment_open, repeat($._text), $._close),
    directive: $ => seq($._directive_open, optional($.directive_text), $._close),
    directive_text: $ => repeat1($._text),

    _inline: $ => choice(
      $._text,
      $.emphasis,
      $.strong_emphasis,
      $.strikethrough,
      $.quotation,
      $.code_span,
      $.link,
      $.image,
      $.autolink,
      $.url,
      $.html_tag,
      $.comment,
      $.directive,
      $.entity,
      $.escape,
      $.hard_break,
      $.figure,
      $.citation,
      $.citation_in_text,
      $.malformed_citation,
      $.footnote_reference,
      $.inline_note,
    ),

    emphasis: $ => seq(alias($._emphasis_open, $.emphasis_mark), repeat($._inline), $.emphasis_mark),
    strong_emphasis: $ => seq(alias($._strong_open, $.emphasis_mark), repeat($._inline), $.emphasis_mark),
    strikethrough: $ => seq(alias($._strikethrough_open, $.emphasis_mark), repeat($._inline), $.emphasis_mark),
    quotation: $ => seq(alias($._quotation_open, $.quotation_mark), repeat($._inline), $.quotation_mark),

    code_span: $ => seq($._code_span_open, repeat($._text), $._close),
    html_tag: $ => seq($._html_tag_open, repeat($._text), $._close),

    link: $ => seq($._link_open, optional($.link_text), destination($)),
    image: $ => seq($._image_open, optional($.image_description), destination($)),
    link_text: $ => repeat1($._inline),
    image_description: $ => repeat1($._inline),
    link_title: $ => repeat1($._title_text),
    link_label: $ => repeat1($._label_text),

    citation: $ => seq(
      $._citation_open,
      $.citation_item,
      repeat(seq($._citation_separator, $.citation_item)),
      $._close,
    ),
    citation_item: $ => seq(
      optional($.citation_prefix),
      optional($.suppress_author),
      $._key,
      optional($.citation_suffix),
    ),
    // `@key` or `@{key}`
    _key: $ => seq($._at, $.key, optional($._key_end)),
    citation_prefix: $ => repeat1($._prefix_text),
    citation_suffix: $ => repeat1($._suffix_text),
    citation_in_text: $ => seq(
      $._key,
      optional(seq(
        $._locator_open,
        $.citation_suffix,
        repeat(seq($._citation_separator, $.citation_item)),
        $._close,
      )),
    ),
    malformed_citation: $ => seq($._malformed_open, repeat($._text), $._close),

    footnote_reference: $ => seq($._footnote_reference_open, $.footnote_label, $._close),
    inline_note: $ => seq($._inline_note_open, repeat($._inline), $._close),
  },
});
