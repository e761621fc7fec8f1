//! Readings and changes that cross.

use super::*;
use crate::lsp::messages::channel;

/// A state whose folder is `first`, at work on its first reading.
fn started(first: &Path) -> (State, UnboundedReceiver<Message>) {
    let (sender, messages) = channel();
    let mut state = State::new(sender, Outbox::default());
    state.take(Message::Connected(Arc::default(), vec![first.to_owned()]));
    state.take(Message::Ready);
    (state, messages)
}

#[tokio::test]
async fn a_reading_that_began_before_does_not_bring_folders_back() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [first, second] = folders.each_ref().map(|folder| folder.path().to_owned());
    let (mut state, mut messages) = started(&first);
    let loaded = loop {
        match messages.recv().await.unwrap() {
            loaded @ Message::Loaded(..) => break loaded,
            other => state.take(other),
        }
    };
    state.take(Message::Folders { added: vec![second.clone()], removed: vec![first] });
    state.take(loaded);
    while state.loaded != Some(state.changed) {
        let message = messages.recv().await.unwrap();
        state.take(message);
    }
    assert_eq!(state.folders.iter().map(|(folder, _)| folder).collect::<Vec<_>>(), [second]);
}

#[tokio::test]
async fn what_version_control_keeps_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, _messages) = started(folder.path());
    let before = state.changed;
    state.take(Message::OnDisk(vec![folder.path().join(".git/index.lock")]));
    assert_eq!(state.changed, before);
    state.take(Message::OnDisk(vec![folder.path().join("sources/a.txt")]));
    assert_ne!(state.changed, before);
}
