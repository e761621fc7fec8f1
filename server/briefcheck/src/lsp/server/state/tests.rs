//! Readings and changes that cross.

use super::reading::LONGEST;
use super::*;
use crate::lsp::server::messages::channel;

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

#[tokio::test]
async fn what_is_written_to_all_the_time_is_read_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut messages) = started(folder.path());
    while state.loaded.is_none() {
        let message = messages.recv().await.unwrap();
        state.take(message);
    }
    state.take(Message::Reload);
    let first = state.changed;
    // As if changes had followed each other for so long.
    state.unread_since = Instant::now().checked_sub(LONGEST);
    state.take(Message::Reload);
    state.take(Message::Settled(first));
    assert!(state.loading.is_some());
    // One that is under way then ends.
    let under_way = state.loading.as_ref().map(|(_, cancel)| cancel.clone()).unwrap();
    state.take(Message::Settled(state.changed));
    assert!(under_way.check().is_ok());
}

#[tokio::test]
async fn a_request_waits_for_what_changed_before_it_and_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, _messages) = started(folder.path());
    state.loaded = Some(state.changed);
    let asked = state.changed;
    state.take(Message::Reload);
    assert!(state.has(Needs::Workspace, asked));
    assert!(!state.has(Needs::Workspace, state.changed));
}
