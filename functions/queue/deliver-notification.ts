import { randomInt } from 'node:crypto';
import { MOST_LUCK } from '../../domain/notification/back-off.ts';
import { NotificationRequestV1 } from '../../events/job-message.ts';
import { renderMessage } from '../../templates/message/render-message.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { httpWebhooks } from '../adapters/http/webhooks.ts';
import { sesClient } from '../adapters/ses/client.ts';
import { sesMailer } from '../adapters/ses/mailer.ts';
import { snsClient } from '../adapters/sns/client.ts';
import { snsTexter } from '../adapters/sns/texter.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { messageDoor } from '../shared/message-door.ts';
import { deliverNotification } from '../use-cases/notifications/deliver-notification.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const deliver = deliverNotification({
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  siteTime: dynamoSiteTime(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  mailer: sesMailer({ client: sesClient(), from: requireEnv('MAIL_FROM') }),
  texter: snsTexter({ client: snsClient() }),
  webhooks: httpWebhooks({ mayStayLocal: process.env['WEBHOOKS_MAY_STAY_LOCAL'] === 'true' }),
  renderMessage,
  log,
  systemTime: Date.now,
  luck: () => randomInt(MOST_LUCK + 1),
});

/** Delivers notifications by mail, text message, webhook and log; plans the next try of what fails. */
export const handler = messageDoor(NotificationRequestV1, async (request) => {
  const outcome = await deliver(request);
  log('info', 'notification asked for', { notification: request.notificationId, outcome });
});
