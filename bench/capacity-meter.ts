import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { itemBytes } from './item-bytes.ts';

export type Capacity = { requests: number; writeUnits: number; readUnits: number };

type Item = Record<string, unknown>;
type Consumed = { readonly CapacityUnits?: number };

const READS = new Set(['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand']);

/**
 * Counts what DynamoDB would bill. Single operations are asked for ConsumedCapacity. A transaction's figure is wrong in DynamoDB
 * Local (always one item's), so it is computed by AWS's rule: 2 × Σ started kilobytes, for the table and every index that the
 * item is on.
 */
export function meterCapacity(client: DynamoDBClient): Capacity {
  const capacity: Capacity = { requests: 0, writeUnits: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = context.commandName ?? '';
      const input = args.input as Item;
      const result = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } });
      capacity.requests += 1;
      if (name === 'TransactWriteItemsCommand') capacity.writeUnits += transactionUnits(input);
      else if (READS.has(name)) capacity.readUnits += consumed(result.output);
      else capacity.writeUnits += consumed(result.output);
      return result;
    },
    { step: 'initialize', name: 'capacityMeter' },
  );
  return capacity;
}

function consumed(output: object): number {
  const found = (output as { ConsumedCapacity?: Consumed | readonly Consumed[] }).ConsumedCapacity;
  const all = found === undefined ? [] : Array.isArray(found) ? (found as readonly Consumed[]) : [found as Consumed];
  return all.reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
}

type Write = {
  readonly Put?: { readonly Item: Item };
  readonly Update?: { readonly Key: Item; readonly ExpressionAttributeValues: Item };
};

/** An item that is updated in a transaction has little beside its key and what is set: it is weighed by these. */
function transactionUnits(input: Item): number {
  const items = (input as { TransactItems?: readonly Write[] }).TransactItems ?? [];
  return items.reduce((total, { Put, Update }) => {
    const item = Put?.Item ?? (Update && { ...Update.Key, ...Update.ExpressionAttributeValues });
    if (item === undefined) throw new Error('The meter knows puts and updates in transactions: teach it the new kind');
    const units = Math.ceil(itemBytes(item) / 1024);
    const indexes = ['gsi1pk', 'gsi2pk'].filter((key) => key in item).length;
    return total + 2 * units * (1 + indexes);
  }, 0);
}
