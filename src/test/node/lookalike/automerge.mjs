// AppSync's Automerge: what was written first stays, and what it lacks is taken over. Lists are
// joined with their duplicates, maps are merged key by key.

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * @param stored a value at the backend
 * @param incoming the value of a change that knew an older version of it
 */
export function merged(stored, incoming) {
  if (stored === null || stored === undefined) return incoming;
  if (Array.isArray(stored) && Array.isArray(incoming)) return [...stored, ...incoming];
  if (isMap(stored) && isMap(incoming)) return mergedMaps(stored, incoming);
  return stored;
}

function mergedMaps(stored, incoming) {
  const result = { ...stored };
  for (const [key, value] of Object.entries(incoming)) result[key] = merged(stored[key], value);
  return result;
}
