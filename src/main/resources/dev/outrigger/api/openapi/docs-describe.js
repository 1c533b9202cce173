// What the page shows of an OpenAPI document, as a tree of [tag, attributes, ...children]. It
// touches no browser, so that tests can read it.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the document, in its order. */
export function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      path,
      method,
      ...item[method],
    })),
  );
}

/** The whole page: operations by their tags, then the schemas. */
export function page(document) {
  const byTag = Map.groupBy
    ? Map.groupBy(operations(document), (operation) => operation.tags[0])
    : grouped(operations(document));
  return [
    'div',
    {},
    ['p', {}, document.info.description],
    ...[...byTag].flatMap(([tag, group]) => [
      ['h2', {}, tag],
      ...group.map((operation) => section(document, operation)),
    ]),
    ['h2', {}, 'Schemas'],
    ...Object.entries(document.components.schemas).map(([name, schema]) => [
      'details',
      { id: anchor(name), 'data-find': name.toLowerCase() },
      ['summary', {}, ['code', {}, name]],
      ['pre', {}, JSON.stringify(schema, null, 2)],
    ]),
  ];
}

function section(document, operation) {
  return [
    'details',
    {
      'data-operation': operation.operationId,
      'data-find': `${operation.method} ${operation.path} ${operation.summary}`.toLowerCase(),
    },
    [
      'summary',
      {},
      ['span', { class: `method ${operation.method}` }, operation.method.toUpperCase()],
      ['span', { class: 'path' }, operation.path],
      ['span', { class: 'words' }, operation.summary],
    ],
    ['p', {}, scope(operation)],
    ...parameters(operation),
    ...body(document, operation),
    ['button', { type: 'button' }, 'Send'],
    ['pre', { class: 'answer', hidden: '' }],
    ['h3', {}, 'Answers'],
    [
      'table',
      {},
      ...Object.entries(operation.responses).map(([status, response]) => [
        'tr',
        {},
        ['th', {}, status],
        ['td', {}, response.description],
        ['td', {}, ...links(response.content)],
      ]),
    ],
  ];
}

function scope(operation) {
  const needed = operation.security.flatMap((way) => Object.values(way).flat());
  return needed.length === 0 ? 'Asks for no token.' : `Where tokens are asked for: ${needed}.`;
}

function parameters(operation) {
  const all = operation.parameters ?? [];
  if (all.length === 0) return [];
  return [
    ['h3', {}, 'Parameters'],
    [
      'table',
      {},
      ...all.map((parameter) => [
        'tr',
        {},
        ['th', {}, parameter.name],
        ['td', {}, ['input', { name: parameter.name, 'data-in': parameter.in }]],
        ['td', {}, `${parameter.description ?? ''} (${parameter.in})`],
      ]),
    ],
  ];
}

function body(document, operation) {
  const content = operation.requestBody?.content;
  if (!content) return [];
  const [mediaType, { schema }] = Object.entries(content)[0];
  return [
    ['h3', {}, `Body, ${mediaType} `, ...links(content)],
    [
      'textarea',
      { 'data-type': mediaType, spellcheck: 'false' },
      JSON.stringify(example(document, schema), null, 2),
    ],
  ];
}

/** An example of a schema: its required members, or all where none is. */
export function example(document, schema, depth = 0) {
  const form = resolved(document, schema);
  if (form.const !== undefined) return form.const;
  if (form.enum) return form.enum[0];
  if (form.anyOf) return example(document, form.anyOf[0], depth + 1);
  const type = Array.isArray(form.type) ? form.type[0] : form.type;
  if (type === 'object') {
    const names = form.required ?? (depth === 0 ? Object.keys(form.properties ?? {}).slice(0, 1) : []);
    return Object.fromEntries(
      names.map((name) => [name, depth > 3 ? {} : example(document, form.properties[name], depth + 1)]),
    );
  }
  return { array: [], integer: 0, number: 0, boolean: true, string: 'text' }[type] ?? null;
}

function resolved(document, schema) {
  return schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;
}

function links(content) {
  return Object.values(content ?? {})
    .slice(0, 1)
    .flatMap(({ schema }) => (schema.oneOf ?? [schema]).map((one) => one.$ref))
    .filter(Boolean)
    .flatMap((ref) => {
      const name = ref.split('/').at(-1);
      return [['a', { href: `#${anchor(name)}` }, name], ' '];
    });
}

function anchor(name) {
  return `schema-${name}`;
}

function grouped(all) {
  const groups = new Map();
  for (const operation of all) {
    const tag = operation.tags[0];
    groups.set(tag, [...(groups.get(tag) ?? []), operation]);
  }
  return groups;
}

/** The URL of a request, and its headers beside the content's. */
export function request(operation, values) {
  let path = operation.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const { name, place, value } of values) {
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '' && place === 'query') query.set(name, value);
    else if (value !== '') headers[name] = value;
  }
  const search = query.toString();
  return { url: search ? `${path}?${search}` : path, headers };
}
