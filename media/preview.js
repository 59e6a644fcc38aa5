// The preview's page: shows the state it is sent, as text, and asks for another recipient.
const { postMessage } = globalThis.acquireVsCodeApi();
const at = (id) => document.getElementById(id);

function partElement({ label, text }) {
  const part = document.createElement('section');
  const caption = document.createElement('small');
  const words = document.createElement('p');
  caption.textContent = label;
  words.textContent = text;
  words.dir = 'auto';
  part.append(...(label === '' ? [words] : [caption, words]));
  return part;
}

function lineElement({ text, index }) {
  const line = document.createElement('li');
  if (index === undefined) {
    line.textContent = text;
    return line;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = text;
  button.addEventListener('click', () => postMessage({ type: 'show', index }));
  line.append(button);
  return line;
}

window.addEventListener('message', ({ data }) => {
  at('sender').textContent = data.sender;
  at('recipient').textContent = data.recipient;
  at('position').textContent = data.position;
  at('measure').textContent = data.measure;
  at('note').textContent = data.note;
  at('bubbles').replaceChildren(...data.parts.map(partElement));
  at('table').replaceChildren(...data.table.map(lineElement));
  for (const name of ['previous', 'next']) {
    at(name).hidden = !data.canStep;
    at(name).title = data.words[name];
    at(name).setAttribute('aria-label', data.words[name]);
  }
  at('price').textContent = data.words.price;
  at('price').disabled = !data.canPrice;
});

const step = (by) => postMessage({ type: 'show', by });
at('previous').addEventListener('click', () => step(-1));
at('next').addEventListener('click', () => step(1));
at('price').addEventListener('click', () => postMessage({ type: 'price' }));
const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
window.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Home') postMessage({ type: 'show', index: 0 });
  else if (event.key === 'End') postMessage({ type: 'show', index: Number.MAX_SAFE_INTEGER });
  else if (steps[event.key] !== undefined) step(steps[event.key]);
  else return;
  event.preventDefault();
});
postMessage({ type: 'ready' });
