//! Function words: what holds a sentence together and names nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that join sentences.
const WORDS: &str = "\
a an the this that these those such each every either neither both all any some no none another other others same own
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
itself they them their theirs themselves one ones who whom whose which what whoever whatever someone anyone everyone
nobody something anything everything nothing
of in on at by for with from to into onto out off over under up down about above below across after against along among
amid amongst around as before behind beneath beside besides between beyond despite during except inside like near
outside past per since than through throughout till toward towards until upon via within without according due
and or but nor so yet if unless because although though while whereas whether once when whenever where wherever why how
be am is are was were been being have has had having do does did doing done will would shall should can could may might
must ought
not never also too very just only even still already again ever quite rather then there here thus hence therefore
however moreover furthermore meanwhile nevertheless nonetheless instead otherwise later afterwards now soon often
sometimes always usually initially finally eventually originally currently recently previously subsequently
additionally today yesterday tomorrow tonight ago much many more most less least few several enough first second last
next isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't
it's he's she's that's there's they're we're you're i'm i've i'll";

static SET: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Whether a folded word is one.
pub fn is_function_word(folded: &str) -> bool {
    SET.contains(folded)
}
