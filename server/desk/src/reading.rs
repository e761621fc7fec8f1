//! From the bytes of a file to an article, whatever its format.

use std::sync::Arc;

use briefcheck_engine::markup::front_matter_meta;
use briefcheck_engine::sources::{Article, Extract, Format, Landmark, LandmarkKind, Landmarks, Marks, Meta};
use briefcheck_engine::text::NotText;
use briefcheck_formats::{About, Content, Document, Limits, PlaceKind, Unreadable};

/// Reads a file as an article; `path` is its name, whose ending tells kinds of text apart. The error is the end of a sentence
/// that begins with the file's name.
pub fn read_article(bytes: &[u8], path: &str, marks: &Marks) -> Result<Arc<Article>, String> {
    let as_text = |format| {
        let article = Article::read(bytes, format, marks);
        article.map_err(|NotText::Binary| "holds binary data, not text: save it as text".to_owned())
    };
    match briefcheck_formats::read(bytes, path, &Limits::default()) {
        Ok(Content::Text) => as_text(Format::Text),
        Ok(Content::Markdown) => as_text(Format::Markdown),
        Ok(Content::Document(document)) => Ok(Article::of_extract(bytes, extract(document), marks)),
        Err(Unreadable(why)) => Err(why),
    }
}

/// What an article says of itself: in its front matter, or as its format has it.
pub fn own_meta(article: &Article, path: &str) -> Meta {
    if article.is_extract() || Format::of_path(path) != Format::Markdown {
        return article.meta().clone();
    }
    front_matter_meta(article.file())
}

fn extract(document: Document) -> Extract {
    let Document { text, about, places, faults, .. } = document;
    let kind = |kind| match kind {
        PlaceKind::Page(page) => LandmarkKind::Page(page),
        PlaceKind::Heading(level) => LandmarkKind::Heading(level),
        PlaceKind::Chapter(chapter) => LandmarkKind::Chapter(chapter),
        PlaceKind::Sheet(name) => LandmarkKind::Sheet(name),
        PlaceKind::Row(row) => LandmarkKind::Row(row),
        PlaceKind::Time(time) => LandmarkKind::Time(time),
    };
    let landmarks = places.into_iter().map(|place| Landmark { at: place.at, kind: kind(place.kind) });
    Extract { text, landmarks: Landmarks::new(landmarks.collect()), meta: meta(about), faults }
}

fn meta(about: About) -> Meta {
    let About { title, author, publisher, date, url, language } = about;
    // A time of publication is told by its day.
    let day = |date: String| match date.split_once('T') {
        Some((day, _)) if day.len() == "2025-10-02".len() => day.to_owned(),
        _ => date,
    };
    Meta { title, author, publisher, date: date.map(day), url, language, ..Meta::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_people_see_it() {
        let page = "<!doctype html><html><head><title>Cranes</title><meta property='article:published_time' \
                    content='2031-03-02T10:00:00Z'></head><body><p>Two <b>cra</b>nes.</p><script>4711</script></body></html>";
        let article = read_article(page.as_bytes(), "a.txt", &Marks::default()).unwrap();
        assert_eq!(article.text(), "Two cranes.");
        let meta = own_meta(&article, "a.txt");
        assert_eq!((meta.title.as_deref(), meta.date.as_deref()), (Some("Cranes"), Some("2031-03-02")));
    }

    #[test]
    fn what_has_no_text_says_what_to_do() {
        let why = read_article(b"\x89PNG\r\n", "a.png", &Marks::default()).unwrap_err();
        assert_eq!(why, "is a PNG picture: cite a text that says what it shows or says");
        let why = read_article(b"\0\x01\x02", "a.txt", &Marks::default()).unwrap_err();
        assert_eq!(why, "holds binary data, not text: save it as text");
    }
}
