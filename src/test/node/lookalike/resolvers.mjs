// What Amplify's simulator is configured with so that it serves versioned items: one data source,
// and for every operation of every model a resolver that invokes it.
import { Refusal, VersionedTable } from './versioned-table.mjs';

const DATA_SOURCE = 'versioned';

/** The operations of a document that `schema print` made, each with its model. */
function operations(document) {
  const found = [];
  const add = (typeName, fieldName, model, verb) =>
    found.push({ typeName, fieldName, model, verb });
  for (const [, name, model] of document.matchAll(/^ +(sync\w+)\(.*: Model(\w+)Connection/gm))
    add('Query', name, model, 'sync');
  for (const [, name, model] of document.matchAll(/^ +(get\w+)\(.*: (\w+)/gm))
    add('Query', name, model, 'get');
  for (const [, name, verb, model] of document.matchAll(
    /^ +((create|update|delete)\w+)\(input.*: (\w+)/gm,
  ))
    add('Mutation', name, model, verb);
  return found;
}

const resolver = ({ typeName, fieldName, model, verb }) => ({
  kind: 'UNIT',
  typeName,
  fieldName,
  dataSourceName: DATA_SOURCE,
  requestMappingTemplate: `{
    "version": "2018-05-29",
    "operation": "Invoke",
    "payload": {"model": "${model}", "verb": "${verb}", "arguments": $util.toJson($ctx.args)}
  }`,
  responseMappingTemplate: `#if($ctx.result.refusal)
    $util.error($ctx.result.refusal.message, $ctx.result.refusal.type, $ctx.result.refusal.data)
  #end
  $util.toJson($ctx.result.answer)`,
});

function answer(table, verb, { input, condition, filter, ...others }) {
  if (condition || filter)
    throw new Refusal('UnsupportedOperation', 'There are no conditions and no filters here.');
  return verb === 'sync' ? table.sync(others) : table[verb](verb === 'get' ? others.id : input);
}

/**
 * @param document the GraphQL schema
 * @param optimistic the models whose stale updates are refused; those of others are merged
 * @param happened is told the verb of every call, and the error type of every refusal
 */
export function versionedItems(document, optimistic, happened) {
  const found = operations(document);
  const models = new Set(found.map(({ model }) => model));
  const tables = new Map(
    [...models].map((model) => [model, new VersionedTable(model, !optimistic.includes(model))]),
  );
  const invoke = async (call) => {
    happened(call.verb);
    try {
      return { answer: answer(tables.get(call.model), call.verb, call.arguments) };
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      happened(problem.type);
      return { refusal: { message: problem.message, type: problem.type, data: problem.data } };
    }
  };
  return {
    schema: { content: document },
    dataSources: [{ type: 'AWS_LAMBDA', name: DATA_SOURCE, invoke }],
    resolvers: found.map(resolver),
  };
}
