// An app that uses Apollo Client, as it comes from npm, with a sidecar in the place of its server.
import readline from 'node:readline';
import WebSocket from 'ws';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';

let client;

const tell = (message) => process.stdout.write(JSON.stringify(message) + '\n');

function isSubscription({ query }) {
  const definition = getMainDefinition(query);
  return definition.kind === 'OperationDefinition' && definition.operation === 'subscription';
}

async function start({ url }) {
  const sockets = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: false,
    on: { connected: () => tell({ event: 'connected' }) },
  });
  client = new ApolloClient({
    link: ApolloLink.split(isSubscription, new GraphQLWsLink(sockets), new HttpLink({ uri: url })),
    cache: new InMemoryCache(),
  });
}

const query = async ({ document, variables, fetchPolicy }) =>
  (await client.query({ query: gql(document), variables, fetchPolicy })).data;

const mutate = async ({ document, variables }) =>
  (await client.mutate({ mutation: gql(document), variables })).data;

/** What a mutation that is refused throws, as an app sees it. */
async function refused({ document, variables }) {
  try {
    await client.mutate({ mutation: gql(document), variables });
  } catch (error) {
    if (CombinedGraphQLErrors.is(error)) return error.errors;
    throw error;
  }
  throw new Error('it was not refused');
}

async function subscribe({ name, document, variables }) {
  client.subscribe({ query: gql(document), variables }).subscribe({
    next: ({ data, error }) => tell({ event: 'next', name, data, error: error?.message }),
    error: (error) => tell({ event: 'error', name, message: String(error) }),
  });
}

/** A query that is told whenever the cache has news of its answer. */
async function watch({ name, document, variables }) {
  client
    .watchQuery({ query: gql(document), variables })
    .subscribe(({ data }) => tell({ event: 'watched', name, data }));
}

const commands = { start, query, mutate, refused, subscribe, watch };

async function run({ id, cmd, args }) {
  try {
    return { id, ok: true, result: (await commands[cmd](args)) ?? null };
  } catch (problem) {
    return { id, ok: false, error: String(problem?.stack ?? problem) };
  }
}

for await (const line of readline.createInterface({ input: process.stdin }))
  run(JSON.parse(line)).then(tell);
process.exit();
