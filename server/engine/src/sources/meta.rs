//! What a declaration says of a source beside its path.

/// What is known of a source from where it is declared, or from its own head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Where it is archived.
    pub archive: Option<String>,
    /// When it was looked at.
    pub accessed: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether it still stands.
    pub status: Option<Status>,
    /// Words that mark where the article itself begins.
    pub start: Option<String>,
    /// Words that mark where the article itself ends.
    pub stop: Option<String>,
}

impl Meta {
    /// The same, with what another one says where this one says nothing. Where the article begins and ends is told by its own
    /// declaration alone.
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            date: self.date.or(other.date),
            url: self.url.or(other.url),
            archive: self.archive.or(other.archive),
            accessed: self.accessed.or(other.accessed),
            language: self.language.or(other.language),
            status: self.status.or(other.status),
            start: self.start,
            stop: self.stop,
        }
    }

    /// Who published it, and when, as far as that is known.
    pub fn published(&self) -> impl Iterator<Item = &str> {
        [&self.publisher, &self.date].into_iter().flatten().map(String::as_str)
    }

    /// Its title, who published it, and when, as far as that is known.
    pub fn about(&self) -> impl Iterator<Item = &str> {
        self.title.as_deref().into_iter().chain(self.published())
    }
}

/// What became of a source after it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Taken back by its publisher.
    Retracted,
    /// Corrected; it may be cited.
    Corrected,
    /// Replaced by a later one.
    Superseded,
}
