//! From words to clauses, in one pass. What a comma or a joining word parts is decided by looking at the stretch after it:
//! has it a finite verb, with a subject before it; has it only a figure; does it begin with a participle?

mod ahead;
mod parting;
mod verbs;

use super::groups::noun_group;
use super::words::{Tag, Word};
use super::{Clause, ClauseKind, Group, Part, Sentence};
use crate::lexicon::{RELATIVE_ADVERBS, TIME_ADVERBS};

pub(super) fn parse(words: Vec<Word>) -> Sentence {
    let mut parser = Parser {
        sentence: Sentence { words, groups: Vec::new(), clauses: Vec::new() },
        current: 0,
        preposition: None,
        is_joined: false,
        bracket: None,
        last: None,
    };
    parser.open(ClauseKind::Main, None, 0);
    parser.run();
    parser.sentence
}

struct Parser {
    sentence: Sentence,
    /// The clause that is being read.
    current: usize,
    /// The preposition that waits for its group.
    preposition: Option<usize>,
    /// Whether a joining word or a comma stands right before.
    is_joined: bool,
    /// The clause to go back to at the bracket's end.
    bracket: Option<usize>,
    /// The group that ended right before.
    last: Option<usize>,
}

impl Parser {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.sentence.words.len() {
            at = self.step(at).max(at + 1);
        }
        let end = self.sentence.words.len();
        for clause in &mut self.sentence.clauses {
            clause.words.end = clause.words.end.min(end);
        }
    }

    /// Reads what stands at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let word = &self.sentence.words[at];
        match word.tag {
            Tag::Mark(mark) => self.mark(at, mark),
            Tag::Coordinator => self.join(at),
            Tag::Subordinator => self.subordinate(at),
            Tag::Relative => self.relative(at),
            Tag::Preposition => {
                self.preposition = Some(at);
                self.extend(at);
                at + 1
            }
            Tag::Verb(_) | Tag::Modal | Tag::To => self.verb(at),
            Tag::Adverb => self.adverb(at),
            _ => self.noun(at),
        }
    }

    fn clause(&mut self) -> &mut Clause {
        let current = self.current.min(self.sentence.clauses.len().saturating_sub(1));
        &mut self.sentence.clauses[current]
    }

    fn has_verb(&self, clause: usize) -> bool {
        self.sentence.clauses[clause].verb.is_some()
    }

    /// Opens a clause at a word and makes it the current one.
    fn open(&mut self, kind: ClauseKind, parent: Option<usize>, at: usize) -> usize {
        self.current = self.sentence.clauses.len();
        self.sentence.clauses.push(Clause {
            kind,
            parent,
            words: at..at + 1,
            marker: None,
            antecedent: None,
            subjects: Vec::new(),
            verb: None,
            parts: Vec::new(),
            said_by: None,
        });
        self.preposition = None;
        self.current
    }

    fn extend(&mut self, at: usize) {
        let clause = self.clause();
        clause.words.end = clause.words.end.max(at + 1);
        if clause.words.len() == 1 && clause.subjects.is_empty() && clause.parts.is_empty() && clause.verb.is_none() {
            clause.words.start = clause.words.start.min(at);
        }
    }

    fn mark(&mut self, at: usize, mark: char) -> usize {
        match mark {
            ',' | '—' => self.comma(at),
            ';' => self.semicolon(at),
            ':' => self.colon(at),
            '(' => self.open_bracket(at),
            ')' => self.close_bracket(),
            '?' | '!' | '.' | '•' | '*' | '|' => self.restart(at),
            _ => {}
        }
        at + 1
    }

    /// The clause around the current one that has a verb, or the outermost one.
    fn base(&self) -> usize {
        const DEEPEST: usize = 16;
        let mut at = self.current;
        for _ in 0..DEEPEST {
            let clause = &self.sentence.clauses[at];
            let is_base = clause.verb.is_some() && !matches!(clause.kind, ClauseKind::Participle | ClauseKind::Bracket);
            match clause.parent {
                Some(parent) if !is_base => at = parent,
                _ => break,
            }
        }
        at
    }

    /// The clause that no other is the parent of.
    fn root(&self, from: usize) -> usize {
        const DEEPEST: usize = 16;
        let mut at = from;
        for _ in 0..DEEPEST {
            match self.sentence.clauses[at].parent {
                Some(parent) if self.sentence.clauses[at].kind != ClauseKind::Main => at = parent,
                _ => break,
            }
        }
        at
    }

    /// The innermost clause around `from`, itself included, that waits for its verb.
    fn waiting(&self, from: usize, with_subject: bool) -> Option<usize> {
        const DEEPEST: usize = 16;
        let mut at = from;
        for _ in 0..DEEPEST {
            let clause = &self.sentence.clauses[at];
            let waits = clause.verb.is_none()
                && matches!(
                    clause.kind,
                    ClauseKind::Main | ClauseKind::Subordinate | ClauseKind::Complement | ClauseKind::Relative
                );
            if waits && clause.subjects.is_empty() != with_subject {
                return Some(at);
            }
            at = clause.parent?;
        }
        None
    }

    fn resume(&mut self, clause: usize) {
        self.current = clause;
        self.preposition = None;
        self.is_joined = false;
    }

    fn subordinate(&mut self, at: usize) -> usize {
        let word = &self.sentence.words[at];
        let is_that = word.folded == "that";
        let current = self.current;
        let is_complement =
            is_that || matches!(word.folded.as_str(), "whether") && self.sentence.clauses[current].verb.is_some();
        let is_relative_time = RELATIVE_ADVERBS.has(&word.folded) && self.last.is_some() && at > 0 && !is_that;
        let kind = if is_complement {
            ClauseKind::Complement
        } else if is_relative_time {
            ClauseKind::Relative
        } else {
            ClauseKind::Subordinate
        };
        let antecedent = self.last.filter(|_| is_relative_time);
        let parent = if is_complement { current } else { self.base() };
        self.open(kind, Some(parent), at);
        let clause = self.clause();
        clause.marker = Some(at);
        clause.antecedent = antecedent;
        self.last = None;
        self.is_joined = false;
        at + 1
    }

    fn relative(&mut self, at: usize) -> usize {
        let preposition = self.preposition.take();
        let antecedent = self.last;
        let parent = self.current;
        // "61% of whom", "of whom 19"
        let share = match preposition {
            Some(preposition) if self.sentence.words[preposition].folded == "of" => self.last.filter(|&last| {
                preposition > 0
                    && self.sentence.groups[last].words.end == preposition
                    && self.sentence.groups[last].number.is_some()
                    && self
                        .sentence
                        .words
                        .get(at + 1)
                        .is_some_and(|next| matches!(next.tag, Tag::Verb(_) | Tag::Modal | Tag::Adverb))
            }),
            _ => None,
        };
        if let Some(share) = share {
            return self.relative_share(at, share);
        }
        self.open(ClauseKind::Relative, Some(parent), preposition.unwrap_or(at));
        let clause = self.clause();
        clause.marker = Some(at);
        clause.antecedent = antecedent;
        self.is_joined = false;
        at + 1
    }

    /// `…, 61% of whom backed it`: the figure before is the subject.
    fn relative_share(&mut self, at: usize, share: usize) -> usize {
        let current = self.current;
        let clause = &mut self.sentence.clauses[current];
        clause.parts.retain(|part| part.group != Some(share));
        clause.subjects.retain(|&subject| subject != share);
        let antecedent = share.checked_sub(1);
        let start = self.sentence.groups[share].words.start;
        let is_empty = clause.parts.is_empty() && clause.subjects.is_empty() && clause.verb.is_none();
        let parent = if is_empty { clause.parent } else { Some(current) };
        let opened = self.open(ClauseKind::Relative, parent, start);
        let clause = self.clause();
        clause.marker = Some(at);
        clause.antecedent = antecedent;
        clause.subjects.push(share);
        self.sentence.groups[share].clause = opened;
        at + 1
    }

    fn adverb(&mut self, at: usize) -> usize {
        let words = &self.sentence.words;
        let word = &words[at];
        let is_time = TIME_ADVERBS.has(&word.folded);
        let verb_follows = words.get(at + 1).is_some_and(|next| matches!(next.tag, Tag::Verb(_) | Tag::Modal));
        if is_time {
            self.extend(at);
            let group = self.add_group(Group {
                words: at..at + 1,
                head: at,
                number: None,
                of: None,
                is_time: true,
                clause: self.current,
            });
            self.add_part(None, Some(group), at);
            return at + 1;
        }
        if let Some(group) =
            noun_group(words, at, self.preposition.is_some()).filter(|group| group.head > at && group.words.start == at)
            && !verb_follows
        {
            return self.take_group(at, group);
        }
        if self.preposition.is_none() && !verb_follows {
            self.add_part(None, None, at);
        }
        self.extend(at);
        at + 1
    }

    fn noun(&mut self, at: usize) -> usize {
        match noun_group(&self.sentence.words, at, self.preposition.is_some()) {
            Some(group) => self.take_group(at, group),
            None => {
                let word = &self.sentence.words[at];
                if word.tag == Tag::Adjective {
                    self.add_part(self.preposition, None, at);
                    self.last = None;
                }
                self.extend(at);
                at + 1
            }
        }
    }

    fn take_group(&mut self, at: usize, mut group: Group) -> usize {
        let end = group.words.end.max(at + 1);
        group.clause = self.current;
        let preposition = self.preposition.take();
        let is_of = preposition.is_some_and(|preposition| self.sentence.words[preposition].folded == "of");
        let is_time = group.is_time;
        let before = self.last;
        let id = self.add_group(group);
        let touches = |groups: &[Group]| {
            before.is_some_and(|before| preposition.is_some_and(|preposition| groups[before].words.end == preposition))
        };
        if let (true, Some(before)) = (is_of && touches(&self.sentence.groups), before) {
            self.sentence.groups[before].of = Some(id);
            self.last = Some(id);
            self.extend(end - 1);
            self.is_joined = false;
            return end;
        }
        let clause = &self.sentence.clauses[self.current];
        let is_subject = preposition.is_none()
            && clause.verb.is_none()
            && !is_time
            && (clause.subjects.is_empty() || self.is_joined)
            && !(clause.kind == ClauseKind::Gapped && self.has_number(self.current));
        let is_number_in_fragment = matches!(clause.kind, ClauseKind::Gapped | ClauseKind::Bracket)
            && self.sentence.groups[id].number.is_some();
        if is_subject && !is_number_in_fragment {
            let is_apposition = !clause.subjects.is_empty()
                && self.sentence.words.get(at.wrapping_sub(1)).is_some_and(|word| matches!(word.tag, Tag::Mark(',')))
                && matches!(self.sentence.words[at].tag, Tag::Determiner)
                && !self.is_list(end);
            if is_apposition {
                self.add_part(None, Some(id), at);
            } else {
                self.clause().subjects.push(id);
            }
        } else {
            // A joined group shares the preposition before: "in Karsholt and Brindale".
            let shared =
                if preposition.is_none() && self.is_joined && !is_time { self.shared_preposition(id) } else { None };
            self.add_part_on(preposition.or(shared), Some(id), preposition.unwrap_or(at), before);
        }
        self.last = Some(id);
        self.extend(end - 1);
        self.is_joined = false;
        end
    }

    /// Whether a list goes on at `at`.
    fn is_list(&self, at: usize) -> bool {
        self.sentence.words.get(at).is_some_and(|word| word.tag == Tag::Coordinator)
            || self.sentence.words.get(at + 1).is_some_and(|word| word.tag == Tag::Coordinator)
    }

    fn shared_preposition(&self, group: usize) -> Option<usize> {
        let has_number = |group: usize| self.sentence.groups[group].number.is_some();
        let last = self.sentence.clauses[self.current].parts.last()?;
        let other = last.group?;
        (has_number(other) == has_number(group) && Some(other) == self.last).then_some(last.preposition).flatten()
    }

    fn add_group(&mut self, group: Group) -> usize {
        self.sentence.groups.push(group);
        self.sentence.groups.len() - 1
    }

    fn add_part(&mut self, preposition: Option<usize>, group: Option<usize>, at: usize) {
        let last = self.last;
        self.add_part_on(preposition, group, at, last);
    }

    fn add_part_on(&mut self, preposition: Option<usize>, group: Option<usize>, at: usize, on: Option<usize>) {
        let clause = self.clause();
        let is_fronted = clause.verb.is_none();
        clause.parts.push(Part { preposition, group, word: at, on, is_fronted });
    }
}
