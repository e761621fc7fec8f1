// What the server gives beside the Language Server Protocol. A server that lacks a request says so by
// `capabilities.experimental.briefcheck`, and the view that would show it says so too.
import type { Position, Range, Location, TextDocumentIdentifier } from 'vscode-languageclient';
import { RequestType } from 'vscode-languageclient/node';

/** `capabilities.experimental`: the requests that the server knows. */
export interface Experimental {
  briefcheck?: { evidence?: boolean; reading?: boolean; sources?: boolean; quote?: boolean };
}

/** What came of an item, in one word. */
export type State = 'verified' | 'error' | 'warning' | 'info' | 'hint' | 'unconfirmed' | 'unverifiable' | 'checked' | 'allowed' | 'unasked';

/** Some words; `matched` where they are those that the item rests on. */
export interface Piece {
  text: string;
  matched: boolean;
}

/** What a source says. */
export interface Passage {
  /** The key that the source is cited by. */
  key: string;
  /** The source's title, else its key. */
  title: string;
  /** Who published it, and when; empty if it is not known. */
  detail: string;
  /** Where in the source, for people: "¶ 3". */
  place: string;
  /** The words, for going there. */
  location: Location;
  /** The file itself at that place, where it is no text: what its own program opens. */
  file?: string | null;
  /** The paragraph that they stand in, in order and without gaps. */
  pieces: Piece[];
}

/** A quotation, figure, name or claim. */
export interface Item {
  kind: 'quote' | 'figure' | 'name' | 'claim';
  range: Range;
  text: string;
  state: State;
  /** The rule that it offends. */
  rule: string | null;
  /** What is wrong, or how it was verified. */
  message: string;
  /** The best first. */
  passages: Passage[];
}

/** A sentence, cell or item, and what it rests on. */
export interface Evidence {
  range: Range;
  text: string;
  /** The item under the cursor first, the shortest before those around it; then the others in the order of the text. */
  items: Item[];
}

export interface EvidenceParams {
  textDocument: TextDocumentIdentifier;
  position: Position;
}

/** `null` where the document is no briefing or no claim stands there. */
export const EvidenceRequest = new RequestType<EvidenceParams, Evidence | null, void>('briefcheck/evidence');

/** What was read out of a file that is no text. */
export interface Reading {
  /** The text, in whose lines all places of the source are given. */
  text: string;
  /** The file itself. */
  file: string;
  /** Its pages, chapters, sheets, each with the line where it begins, and with the file at that place. */
  places: { line: number; name: string; file: string }[];
}

/** `null` where nothing was read out of the file, or it is a text. */
export const ReadingRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, Reading | null, void>('briefcheck/reading');

/** A claim that rests on a source, or should. */
export interface Claim {
  range: Range;
  text: string;
  /** The worst of its items. */
  state: State;
}

/** A source that a briefing declares or cites. */
export interface Source {
  key: string;
  title: string;
  /** Empty if it is not known. */
  author: string;
  detail: string;
  /** Its file; `null` for a key that nothing declares. */
  uri: string | null;
  /** Whether it could be read. */
  readable: boolean;
  /** The claims that cite it, in the order of the text. */
  claims: Claim[];
}

export interface Sources {
  /** What the briefing declares or cites. */
  sources: Source[];
  /** What else it could cite. */
  others: Source[];
}

/** `null` where the document is no briefing. */
export const SourcesRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, Sources | null, void>(
  'briefcheck/sources',
);

/** Words that were copied from a source, as a quotation with its citation; `null` where no source has them. */
export const QuoteRequest = new RequestType<{ textDocument: TextDocumentIdentifier; text: string }, { text: string } | null, void>(
  'briefcheck/quote',
);
