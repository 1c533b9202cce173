// Predicates and orders as JSON, made into the callbacks that DataStore takes.
import { createRequire } from 'node:module';

const { Predicates, SortDirection } = createRequire(import.meta.url)('aws-amplify/datastore');
const groups = ['and', 'or'];

/**
 * {"rating":{"gt":4}}, {"and":[…]}, {"or":[…]}, {"not":{…}}; {"post":{"title":{"eq":"x"}}}
 * looks through a relation. Each object has one key.
 */
export function predicate(filter) {
  return filter ? (item) => built(item, filter) : Predicates.ALL;
}

function built(item, filter) {
  const [[name, value]] = Object.entries(filter);
  if (groups.includes(name)) return item[name]((each) => value.map((part) => built(each, part)));
  if (name === 'not') return item.not((each) => built(each, value));
  const [[operator, operand]] = Object.entries(value);
  const field = item[name];
  const throughRelation = typeof field[operator] !== 'function' || groups.includes(operator);
  if (throughRelation) return built(field, value);
  return operator === 'between' ? field.between(...operand) : field[operator](operand);
}

/** [{"field":"rating","direction":"DESCENDING"}, …] */
export function order(sort) {
  return (
    sort &&
    ((by) =>
      sort.reduce((chain, { field, direction }) => chain[field](SortDirection[direction]), by))
  );
}
