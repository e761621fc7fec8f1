// Draws what the extension sends; text comes in as text only, never as markup.
(function () {
  const vscode = acquireVsCodeApi();
  const root = document.getElementById('evidence');
  const SIGNS = { verified: '✓', error: '✗', warning: '▲', info: '■', hint: '□', unconfirmed: '~', unverifiable: '?', checked: '●', allowed: '○',
    unasked: '–' };
  const KINDS = { quote: 'quotation', figure: 'figure', name: 'name', claim: 'claim' };

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function link(className, label, reply) {
    const made = element('a', className, label);
    made.href = '#';
    made.addEventListener('click', (event) => {
      event.preventDefault();
      vscode.postMessage(reply);
    });
    return made;
  }

  function drawPassage(passage, reply) {
    const detail = [passage.detail, passage.place].filter(Boolean).join(', ');
    const words = element('p', '');
    for (const piece of passage.pieces) words.append(piece.matched ? element('mark', '', piece.text) : piece.text);
    return element('div', 'passage', link('source', passage.title, reply), element('span', 'detail', detail && ` ${detail}`), words);
  }

  function drawItem(item, at) {
    const made = element('section', `item ${item.state}${at === 0 ? ' here' : ''}`);
    const sign = element('span', 'sign', `${SIGNS[item.state]} `);
    sign.title = item.state;
    // A claim's words are those above.
    const words = item.kind === 'claim' ? 'The claim' : item.text;
    made.append(sign, link('words', words, { item: at, passage: null }), element('span', 'detail', item.kind === 'claim' ? '' : ` ${KINDS[item.kind]}`));
    if (item.message) made.append(element('p', 'message', item.message));
    item.passages.forEach((passage, number) => made.append(drawPassage(passage, { item: at, passage: number })));
    return made;
  }

  function draw(message) {
    if (message.evidence) {
      const { text, items } = message.evidence;
      root.replaceChildren(element('p', 'claim', text), ...items.map(drawItem));
    } else {
      root.replaceChildren(element('p', 'nothing', message.nothing));
    }
  }

  window.addEventListener('message', ({ data }) => draw(data));
  vscode.postMessage({ ready: true });
})();
