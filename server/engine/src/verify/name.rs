//! Is a name in the sources that cover it, in any of its forms?

/// What can be wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is in no covering source.
    NotFound,
    /// The source, the evidence, has it in another spelling.
    Misspelled,
}
