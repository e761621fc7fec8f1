//! A device that gathers the glyphs of a page instead of painting them.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

use hayro_interpret::font::Glyph as Painted;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, CacheKey, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use super::layout::{self, Chunk, Glyph};
use crate::limits::Steps;

/// The steps that a glyph takes, for which the library looks through its font.
const STEPS_A_GLYPH: u64 = 3;
/// The steps that a clip or a group takes: each drawing within the page has one.
const STEPS_A_CLIP: u64 = 4;

/// The width of a glyph whose font gives none, in parts of its size: that of a usual letter.
const USUAL_WIDTH: f64 = 0.5;

/// Gathers the glyphs of a page.
pub(super) struct TextDevice<'s> {
    /// The glyphs by the quarter turn in which they stand.
    turns: [Vec<Glyph>; 4],
    /// How many glyphs have no letters.
    pub(super) unmapped: usize,
    /// Where a glyph was painted already: bold is often the same glyph painted twice.
    painted: BTreeSet<(u128, i64, i64)>,
    /// The bounds of glyphs that are drawn by instructions, in their own units.
    drawn: BTreeMap<u128, Rect>,
    steps: &'s Steps,
}

impl<'s> TextDevice<'s> {
    pub(super) fn new(steps: &'s Steps) -> Self {
        Self { turns: Default::default(), unmapped: 0, painted: BTreeSet::new(), drawn: BTreeMap::new(), steps }
    }

    /// How many glyphs have letters.
    pub(super) fn glyphs(&self) -> usize {
        self.turns.iter().map(Vec::len).sum()
    }

    /// What stands upright on the page, or in the turn that the most of it has: stamps along a margin are left out.
    pub(super) fn chunks(self) -> Vec<Chunk> {
        let most = self.turns.into_iter().rev().max_by_key(Vec::len);
        layout::chunks(&most.unwrap_or_default())
    }

    fn add(&mut self, text: String, key: u128, to_page: Affine, advance: Option<f64>, height: f64) {
        let origin = to_page * Point::ZERO;
        let vector = |x: f64, y: f64| (to_page * Point::new(x, y)) - origin;
        let along = vector(1.0, 0.0);
        let up = vector(0.0, height);
        let size = if along.hypot() > 0.0 { up.hypot() } else { 0.0 };
        if !(origin.x.is_finite() && origin.y.is_finite() && size.is_finite()) || size < 0.5 {
            return;
        }
        if !self.painted.insert((key, (origin.x * 4.0).round() as i64, (origin.y * 4.0).round() as i64)) {
            return;
        }
        let turn = turn(along);
        let width = advance.map_or(size * USUAL_WIDTH, |advance| vector(advance, 0.0).hypot());
        let at = turned(origin, turn);
        self.turns[turn].push(Glyph { text, x0: at.x, x1: at.x + width, y: at.y, size });
    }
}

/// Takes steps, and ends the page where none is left: there is no other way out of the interpreter.
fn step(steps: &Steps, count: u64) {
    if !steps.take(count) {
        resume_unwind(Box::new("the limit of steps"));
    }
}

/// The quarter turn, clockwise on the page, that a direction is nearest to.
fn turn(along: Vec2) -> usize {
    let angle = along.y.atan2(along.x).to_degrees();
    let turn = ((angle + 45.0).rem_euclid(360.0) / 90.0).floor();
    (turn as usize).min(3)
}

/// A point of the page in the axes of text that stands turned.
fn turned(point: Point, turn: usize) -> Point {
    match turn {
        0 => point,
        1 => Point::new(point.y, -point.x),
        2 => Point::new(-point.x, -point.y),
        _ => Point::new(-point.y, point.x),
    }
}

impl<'a> Device<'a> for TextDevice<'_> {
    fn draw_glyph(
        &mut self,
        glyph: &Painted<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        step(self.steps, STEPS_A_GLYPH);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.unmapped += 1;
                return;
            }
        };
        if text.chars().any(is_unmapped) {
            self.unmapped += 1;
            return;
        }
        let to_page = transform * glyph_transform;
        match glyph {
            Painted::Outline(outline) => {
                let advance = outline.advance_width().map(f64::from);
                self.add(text, outline.identifier().cache_key(), to_page, advance, 1000.0);
            }
            Painted::Type3(drawn) => {
                let key = drawn.cache_key();
                let bounds = *self.drawn.entry(key).or_insert_with(|| {
                    let mut bounds = Bounds { rect: None, steps: self.steps };
                    drawn.interpret(&mut bounds, Affine::IDENTITY, Affine::IDENTITY, paint);
                    bounds.rect.unwrap_or_default()
                });
                // Half of the letters reach up to two thirds of their size.
                let height = bounds.height().max(bounds.width()).max(f64::EPSILON) * 1.2;
                let advance = if bounds.width() > 0.0 { bounds.x1.max(bounds.width()) } else { height * USUAL_WIDTH };
                self.add(text, key, to_page, Some(advance), height);
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        step(self.steps, 1);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        step(self.steps, 1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        step(self.steps, STEPS_A_CLIP);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        step(self.steps, STEPS_A_CLIP);
    }

    // Comes with each glyph and path, and with each state that is restored.
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {
        step(self.steps, 1);
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Characters that fonts give where they know no letter.
fn is_unmapped(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\0') || (c.is_control() && !c.is_whitespace()) || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// The bounds of what is drawn.
struct Bounds<'s> {
    rect: Option<Rect>,
    steps: &'s Steps,
}

impl Bounds<'_> {
    fn take(&mut self, rect: Rect) {
        self.rect = Some(self.rect.map_or(rect, |bounds| bounds.union(rect)));
    }
}

impl<'a> Device<'a> for Bounds<'_> {
    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.take(transform.transform_rect_bbox(path.bounding_box()));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        self.take(transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height)));
    }

    fn draw_glyph(&mut self, _: &Painted<'a>, _: Affine, _: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {
        step(self.steps, STEPS_A_CLIP);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        step(self.steps, STEPS_A_CLIP);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {
        step(self.steps, 1);
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
