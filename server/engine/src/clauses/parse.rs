//! From words to clauses, in one pass. What a comma or a joining word parts is decided by looking at the stretch after it:
//! has it a finite verb, with a subject before it; has it only a figure; does it begin with a participle?

use super::forms::Form;
use super::groups::{noun_group, verb_group};
use super::words::{Tag, Word};
use super::{Clause, ClauseKind, Group, Part, Sentence, VerbGroup};
use crate::lexicon::{COMPARISONS, RELATIVE_ADVERBS, SPEECH_VERBS, TIME_ADVERBS};

/// How far ahead a stretch is looked at, in words.
const FAR: usize = 40;

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

/// What a stretch of words up to the next mark or joining word has.
#[derive(Debug, Default)]
struct Ahead {
    first: Option<Tag>,
    /// Its first finite verb.
    finite: Option<usize>,
    /// Whether a noun stands before that verb without a preposition.
    has_subject: bool,
    /// Whether the first verb is a participle or a gerund and nothing stands before it.
    begins_with_participle: bool,
    number: Option<usize>,
    /// Whether the number stands right after the preposition that begins the stretch.
    is_governed: bool,
    begins_with_comparison: bool,
    has_nominal: bool,
    /// Where it ends.
    end: usize,
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

    /// The clause that a sentence-like stretch after a mark depends on: none of its own.
    fn restart(&mut self, at: usize) {
        if at + 1 < self.sentence.words.len() && self.bracket.is_none() {
            self.open(ClauseKind::Main, None, at + 1);
            self.last = None;
            self.is_joined = false;
        }
    }

    fn semicolon(&mut self, at: usize) {
        let ahead = self.ahead(at + 1);
        let base = self.base();
        if ahead.finite.is_none() && (ahead.number.is_some() || ahead.has_nominal) && self.bracket.is_none() {
            self.open(ClauseKind::Gapped, Some(base), at + 1);
        } else {
            let kind = if self.bracket.is_some() { ClauseKind::Bracket } else { ClauseKind::Main };
            let (parent, antecedent) = match self.bracket {
                Some(_) => (self.sentence.clauses[self.current].parent, self.sentence.clauses[self.current].antecedent),
                None => (None, None),
            };
            self.open(kind, parent, at + 1);
            self.clause().antecedent = antecedent;
        }
        self.last = None;
        self.is_joined = false;
    }

    fn colon(&mut self, at: usize) {
        // A label stands before the colon, or a clause that what follows spells out: members that only have a name.
        let ahead = self.ahead(at + 1);
        let base = self.base();
        if ahead.finite.is_some() {
            self.open(ClauseKind::Main, None, at + 1);
        } else if self.has_verb(base) && self.bracket.is_none() {
            self.open(ClauseKind::Gapped, Some(base), at + 1);
        }
        self.last = None;
    }

    fn open_bracket(&mut self, at: usize) {
        if self.bracket.is_some() {
            return;
        }
        let back = self.current;
        let antecedent = self.last;
        self.bracket = Some(back);
        self.open(ClauseKind::Bracket, Some(back), at + 1);
        self.clause().antecedent = antecedent;
        self.is_joined = false;
    }

    fn close_bracket(&mut self) {
        if let Some(back) = self.bracket.take() {
            let antecedent = self.sentence.clauses[self.current].antecedent;
            self.current = back;
            self.last = antecedent;
            self.preposition = None;
            self.is_joined = false;
        }
    }

    fn comma(&mut self, at: usize) {
        let ahead = self.ahead(at + 1);
        let starts_joined = self.sentence.words.get(at + 1).is_some_and(|word| word.tag == Tag::Coordinator);
        if starts_joined {
            return;
        }
        self.part(at, &ahead, false);
    }

    fn join(&mut self, at: usize) -> usize {
        let ahead = self.ahead(at + 1);
        // "fish and chips", "two or three": inside a stretch of nouns it joins groups.
        self.part(at, &ahead, true);
        self.is_joined = true;
        at + 1
    }

    /// Decides what the comma or the joining word at `at` parts.
    fn part(&mut self, at: usize, ahead: &Ahead, is_joining: bool) {
        let next = at + 1;
        self.is_joined = true;
        let base = self.base();
        match ahead.finite {
            Some(verb) if ahead.has_subject => self.part_clause(next, verb, is_joining),
            Some(verb) => self.part_verb(next, verb, ahead, is_joining, base),
            None if ahead.begins_with_participle => self.part_participle(next, is_joining, base),
            None if ahead.number.is_some() => self.part_figure(next, ahead, is_joining, base),
            None => {
                let is_phrase = matches!(ahead.first, Some(Tag::Preposition));
                if is_phrase && is_joining {
                    return;
                }
                if !is_joining {
                    self.preposition = None;
                }
            }
        }
    }

    /// What follows is a clause with a subject.
    fn part_clause(&mut self, next: usize, verb: usize, is_joining: bool) {
        let is_empty = |clause: &Clause| clause.verb.is_none() && clause.kind != ClauseKind::Gapped;
        let current = self.current;
        if is_empty(&self.sentence.clauses[current]) {
            // Subjects are joined, or what opened the sentence has ended.
            if !is_joining && !self.sentence.clauses[current].subjects.is_empty() && self.is_saying(verb) {
                self.open(ClauseKind::Main, None, next);
            }
            return;
        }
        if let Some(outer) = self.waiting(current, false) {
            self.resume(outer);
            return;
        }
        let said = self.is_saying(verb) && !is_joining && self.ends_with_saying(verb);
        let root = self.root(current);
        let kind = ClauseKind::Main;
        let parent = if said { None } else { Some(root) };
        let opened = self.open(kind, parent, next);
        if said {
            self.sentence.clauses[root].said_by = Some(opened);
        }
        self.last = None;
        self.is_joined = false;
    }

    /// What follows is a finite verb without a subject of its own.
    fn part_verb(&mut self, next: usize, verb: usize, ahead: &Ahead, is_joining: bool, base: usize) {
        if let Some(outer) = self.waiting(self.current, true) {
            if self.is_ambiguous(verb) && !is_joining && self.is_followed_by_verb(ahead) {
                let antecedent = self.last;
                self.open(ClauseKind::Participle, Some(outer), next);
                self.clause().antecedent = antecedent;
            } else {
                self.resume(outer);
            }
            return;
        }
        if self.is_ambiguous(verb) && !is_joining && ahead.begins_with_participle {
            self.part_participle(next, false, base);
            return;
        }
        if !ahead.begins_with_participle
            && ahead.number.is_some_and(|number| number < verb)
            && !is_joining
            && ahead.first != Some(Tag::Number)
        {
            return;
        }
        let from = if self.has_verb(self.current) { self.current } else { base };
        self.open(ClauseKind::Coordinate, Some(from), next);
    }

    fn part_participle(&mut self, next: usize, is_joining: bool, base: usize) {
        let current = self.current;
        if is_joining && matches!(self.sentence.clauses[current].kind, ClauseKind::Participle) {
            let (parent, antecedent) =
                (self.sentence.clauses[current].parent, self.sentence.clauses[current].antecedent);
            self.open(ClauseKind::Participle, parent, next);
            self.clause().antecedent = antecedent;
            return;
        }
        if is_joining && self.has_verb(base) {
            // "were destroyed and swept away"
            self.open(ClauseKind::Coordinate, Some(base), next);
            return;
        }
        let from = base;
        let antecedent = if self.has_verb(from) { None } else { self.last };
        self.open(ClauseKind::Participle, Some(from), next);
        self.clause().antecedent = antecedent;
    }

    /// What follows has a figure and no verb.
    fn part_figure(&mut self, next: usize, ahead: &Ahead, is_joining: bool, base: usize) {
        if self.bracket.is_some() || !self.has_verb(base) {
            return self.part_fragment(next, ahead, is_joining);
        }
        if ahead.begins_with_comparison {
            return;
        }
        let current = self.current;
        let is_waiting = self.sentence.clauses[current].kind == ClauseKind::Gapped && !self.has_number(current);
        if is_waiting || ahead.is_governed && !is_joining {
            return;
        }
        // Two numbers joined before the verb are two subjects.
        if !self.has_verb(self.current) && self.sentence.clauses[current].kind != ClauseKind::Gapped {
            return;
        }
        let from = if self.has_verb(current) { current } else { base };
        self.open(ClauseKind::Gapped, Some(from), next);
        self.last = None;
    }

    /// The same where no clause has a verb: `12 killed, 40 injured`, `Copper, €410m`.
    fn part_fragment(&mut self, next: usize, ahead: &Ahead, is_joining: bool) {
        let current = self.current;
        if !self.has_number(current) || ahead.begins_with_comparison || (ahead.is_governed && !is_joining) {
            return;
        }
        let clause = &self.sentence.clauses[current];
        let is_subject = clause.verb.is_none() && clause.kind == ClauseKind::Main && self.finite_later(ahead.end);
        if is_subject {
            return;
        }
        let (kind, parent, antecedent) = match clause.kind {
            ClauseKind::Bracket => (ClauseKind::Bracket, clause.parent, clause.antecedent),
            ClauseKind::Gapped => (ClauseKind::Gapped, clause.parent, None),
            _ => (ClauseKind::Gapped, Some(current), None),
        };
        self.open(kind, parent, next);
        self.clause().antecedent = antecedent;
        self.last = None;
    }

    /// Whether the words from `from` on have a finite verb soon.
    fn finite_later(&self, from: usize) -> bool {
        let rest = self.sentence.words.get(from..).unwrap_or_default();
        rest.iter()
            .take(FAR)
            .take_while(|word| !matches!(word.tag, Tag::Mark(';' | '(' | ')' | ':')))
            .any(|word| is_finite(word.tag))
    }

    fn has_number(&self, clause: usize) -> bool {
        let clause = &self.sentence.clauses[clause];
        let groups = clause.parts.iter().filter_map(|part| part.group).chain(clause.subjects.iter().copied());
        groups.into_iter().any(|group| self.sentence.groups[group].number.is_some())
    }

    fn is_saying(&self, verb: usize) -> bool {
        verb_group(&self.sentence.words, verb)
            .is_some_and(|group| SPEECH_VERBS.has(&self.sentence.words[group.main].lemma))
    }

    /// Whether nothing but the speaker and when he spoke comes after the verb.
    fn ends_with_saying(&self, verb: usize) -> bool {
        let rest = self.sentence.words.get(verb + 1..).unwrap_or_default();
        let next = rest.iter().find(|word| word.tag != Tag::Adverb);
        next.is_none_or(|word| !matches!(word.tag, Tag::Subordinator | Tag::Number | Tag::Determiner | Tag::Noun))
    }

    fn is_ambiguous(&self, verb: usize) -> bool {
        matches!(self.sentence.words[verb].tag, Tag::Verb(Form::PastOrParticiple | Form::Any))
    }

    /// Whether right after the stretch's end another finite verb follows without a subject.
    fn is_followed_by_verb(&self, ahead: &Ahead) -> bool {
        let words = &self.sentence.words;
        words.get(ahead.end).is_some_and(|word| matches!(word.tag, Tag::Mark(',' | '—')))
            && self.ahead(ahead.end + 1).finite.is_some_and(|_| !self.ahead(ahead.end + 1).has_subject)
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

    fn verb(&mut self, at: usize) -> usize {
        let Some(group) = verb_group(&self.sentence.words, at) else {
            // A modal or `to` without a verb.
            self.extend(at);
            return at + 1;
        };
        let end = group.words.end.max(at + 1);
        self.preposition = None;
        let form = self.sentence.words[group.main].tag;
        let is_first_ambiguous =
            matches!(self.sentence.words[at].tag, Tag::Verb(Form::PastOrParticiple | Form::Any)) && group.main == at;
        if group.is_finite {
            self.finite(at, group, is_first_ambiguous);
        } else {
            self.non_finite(at, group, form);
        }
        self.extend(end - 1);
        self.last = None;
        self.is_joined = false;
        end
    }

    fn finite(&mut self, at: usize, group: VerbGroup, is_ambiguous: bool) {
        let current = self.current;
        let clause = &self.sentence.clauses[current];
        let has_subject =
            !clause.subjects.is_empty() || clause.kind == ClauseKind::Relative || clause.kind == ClauseKind::Coordinate;
        if clause.verb.is_none() && clause.kind != ClauseKind::Gapped && clause.kind != ClauseKind::Bracket {
            let is_reduced = is_ambiguous
                && has_subject
                && clause.kind != ClauseKind::Coordinate
                && self.may_be_reduced(at)
                && self.has_verb_later(at + 1);
            if is_reduced {
                let antecedent = self.last;
                self.open(ClauseKind::Participle, Some(current), at);
                self.clause().antecedent = antecedent;
            }
            self.clause().verb = Some(group);
            return;
        }
        if let Some(outer) = self.waiting(current, true) {
            self.resume(outer);
            self.clause().verb = Some(group);
            return;
        }
        if clause.kind == ClauseKind::Gapped && clause.verb.is_none() {
            // "… and 1,100 damaged by the flood", or a clause that was not foreseen.
            if is_ambiguous && self.has_number(current) {
                self.clause().verb = Some(VerbGroup { is_passive: true, ..group });
            } else {
                self.promote_gapped(current, group);
            }
            return;
        }
        // A group right before the verb, with no preposition, is its subject: "he said prices fell".
        let object = clause
            .parts
            .last()
            .filter(|part| part.preposition.is_none() && !part.is_fronted)
            .and_then(|part| part.group);
        let is_subject =
            object.is_some_and(|object| self.last == Some(object) && !self.sentence.groups[object].is_time);
        if let (true, Some(object), false) = (is_subject, object, is_ambiguous) {
            let start = self.sentence.groups[object].words.start;
            self.clause().parts.pop();
            let opened = self.open(ClauseKind::Complement, Some(current), start);
            self.sentence.groups[object].clause = opened;
            let clause = self.clause();
            clause.subjects.push(object);
            clause.verb = Some(group);
            return;
        }
        let kind = if is_ambiguous && self.last.is_some() { ClauseKind::Participle } else { ClauseKind::Coordinate };
        let antecedent = self.last.filter(|_| kind == ClauseKind::Participle);
        self.open(kind, Some(current), at);
        let clause = self.clause();
        clause.antecedent = antecedent;
        clause.verb = Some(group);
    }

    /// A clause taken for one without a verb has one after all.
    fn promote_gapped(&mut self, clause: usize, group: VerbGroup) {
        let found = &mut self.sentence.clauses[clause];
        found.kind = ClauseKind::Main;
        if found.subjects.is_empty()
            && let Some(at) = found.parts.iter().position(|part| part.preposition.is_none() && part.group.is_some())
        {
            let part = found.parts.remove(at);
            found.subjects.extend(part.group);
        }
        found.verb = Some(group);
    }

    /// Whether a form at `at` may be a participle after its noun: it has no object, and tells nobody's words.
    fn may_be_reduced(&self, at: usize) -> bool {
        let words = &self.sentence.words;
        let next = words.get(at + 1);
        let has_object = next.is_some_and(|next| next.tag.is_nominal());
        // "granted to farmers", but not "said on Monday".
        let is_spoken = SPEECH_VERBS.has(&words[at].folded)
            && !next.is_some_and(|next| matches!(next.folded.as_str(), "to" | "by"));
        !has_object && !is_spoken
    }

    /// Whether the stretch that goes on at `from` has a verb that can only be finite.
    fn has_verb_later(&self, from: usize) -> bool {
        let words = self.sentence.words.get(from..).unwrap_or_default();
        for word in words.iter().take(FAR) {
            match word.tag {
                Tag::Mark(mark) if mark != '"' => return false,
                Tag::Coordinator | Tag::Subordinator | Tag::Relative => return false,
                Tag::Modal | Tag::Verb(Form::Past | Form::Present) => return true,
                _ => {}
            }
        }
        false
    }

    fn non_finite(&mut self, at: usize, group: VerbGroup, form: Tag) {
        let current = self.current;
        let is_empty = self.sentence.clauses[current].verb.is_none();
        let kind = self.sentence.clauses[current].kind;
        // A participle clause or a relative one that a comma opened has no verb yet.
        if is_empty && matches!(kind, ClauseKind::Participle | ClauseKind::Coordinate) {
            self.clause().verb = Some(group);
            return;
        }
        let has_subject = !self.sentence.clauses[current].subjects.is_empty();
        if is_empty && matches!(kind, ClauseKind::Gapped | ClauseKind::Bracket) {
            self.clause().verb = Some(group);
            return;
        }
        // In a title or a list: "12 killed".
        if is_empty && has_subject && matches!(form, Tag::Verb(Form::Participle)) && !self.finite_later(at + 1) {
            self.clause().verb = Some(VerbGroup { is_passive: true, ..group });
            return;
        }
        let antecedent = self.last;
        self.open(ClauseKind::Participle, Some(current), at);
        let clause = self.clause();
        clause.antecedent = antecedent;
        clause.verb = Some(group);
    }

    /// Looks at the stretch that begins at `from`.
    fn ahead(&self, from: usize) -> Ahead {
        let mut ahead = Ahead { end: from, ..Ahead::default() };
        let words = &self.sentence.words;
        let mut has_free_noun = false;
        let mut preposition = None;
        let mut at = from;
        while let Some(word) = words.get(at).filter(|_| at < from + FAR) {
            let is_start = ahead.first.is_none();
            match word.tag {
                Tag::Coordinator if is_start => {}
                Tag::Mark('"') => {}
                Tag::Mark(_) | Tag::Coordinator | Tag::Subordinator | Tag::Relative => break,
                Tag::Adverb => {}
                Tag::Preposition => {
                    if is_start {
                        ahead.begins_with_comparison = COMPARISONS.has(&word.folded);
                    }
                    preposition = Some(at);
                    ahead.first = ahead.first.or(Some(word.tag));
                }
                Tag::Verb(_) | Tag::Modal | Tag::To => {
                    let can_be_finite = is_finite(word.tag);
                    let is_reduced = matches!(word.tag, Tag::Verb(Form::PastOrParticiple))
                        && preposition.is_some()
                        && !has_free_noun;
                    if is_start && !matches!(word.tag, Tag::Modal | Tag::Verb(Form::Past | Form::Present | Form::Base))
                    {
                        ahead.begins_with_participle = word.tag != Tag::To;
                    }
                    ahead.first = ahead.first.or(Some(word.tag));
                    if can_be_finite && ahead.finite.is_none() && !is_reduced {
                        ahead.finite = Some(at);
                        ahead.has_subject = has_free_noun;
                    }
                    preposition = None;
                }
                tag => {
                    let is_number = tag == Tag::Number;
                    if is_number && ahead.number.is_none() && ahead.finite.is_none() {
                        ahead.number = Some(at);
                        ahead.is_governed = preposition.is_some_and(|preposition| {
                            ahead.first == Some(Tag::Preposition)
                                && preposition < at
                                && words[preposition..at].len() <= 2
                                && at - from <= 3
                        });
                    }
                    ahead.first = ahead.first.or(Some(tag));
                    ahead.has_nominal |= matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun | Tag::Date);
                    if matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun) && preposition.is_none() {
                        has_free_noun = true;
                    }
                    if matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun | Tag::Date)
                        && words
                            .get(at + 1)
                            .is_none_or(|next| !matches!(next.tag, Tag::Noun | Tag::Name) || word.tag == Tag::Date)
                    {
                        preposition = None;
                    }
                }
            }
            at += 1;
        }
        ahead.end = at;
        ahead
    }
}

/// Whether a verb with this tag may be finite.
fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Modal | Tag::Verb(Form::Past | Form::Present | Form::Base | Form::PastOrParticiple | Form::Any))
}
