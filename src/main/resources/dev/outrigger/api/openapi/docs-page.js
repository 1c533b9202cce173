import { operations, page, request } from '/docs/describe.js';

const main = document.getElementById('page');
const token = document.getElementById('token');
const search = document.getElementById('search');

function element([tag, attributes, ...children]) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map((child) => (Array.isArray(child) ? element(child) : child)));
  return made;
}

function authorization() {
  return token.value ? { Authorization: `Bearer ${token.value}` } : {};
}

async function show() {
  const answer = await fetch('/openapi.json', { headers: authorization() });
  if (answer.status === 401) {
    main.textContent = 'The sidecar asks for its token: type it above.';
    return;
  }
  const described = await answer.json();
  main.replaceChildren(element(page(described)));
  const byId = new Map(operations(described).map((each) => [each.operationId, each]));
  for (const section of main.querySelectorAll('[data-operation]')) {
    section
      .querySelector('button')
      .addEventListener('click', () => send(section, byId.get(section.dataset.operation)));
  }
  find();
}

async function send(section, operation) {
  const values = [...section.querySelectorAll('input[data-in]')].map((input) => ({
    name: input.name,
    place: input.dataset.in,
    value: input.value,
  }));
  const { url, headers } = request(operation, values);
  const body = section.querySelector('textarea');
  if (body) headers['Content-Type'] = body.dataset.type;
  const shown = section.querySelector('.answer');
  shown.hidden = false;
  try {
    const answer = await fetch(url, {
      method: operation.method.toUpperCase(),
      headers: { ...headers, ...authorization() },
      body: body?.value,
    });
    shown.textContent = `${answer.status} ${answer.statusText}\n${pretty(await answer.text())}`;
  } catch (failure) {
    shown.textContent = String(failure);
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of main.querySelectorAll('[data-find]')) {
    section.hidden = !words.every((word) => section.dataset.find.includes(word));
  }
}

token.addEventListener('change', show);
search.addEventListener('input', find);
show().catch((failure) => {
  main.textContent = String(failure);
});
