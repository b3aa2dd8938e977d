import { MailRequestV1 } from '../../events/job-message.ts';
import { renderMail } from '../../templates/mail/render-mail.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { sesClient } from '../adapters/ses/client.ts';
import { sesMailer } from '../adapters/ses/mailer.ts';
import { requireEnv } from '../shared/environment.ts';
import { messageDoor } from '../shared/message-door.ts';
import { sendMail } from '../use-cases/mail/send-mail.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const send = sendMail({
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  siteTime: dynamoSiteTime(connection),
  mailer: sesMailer({ client: sesClient(), from: requireEnv('MAIL_FROM') }),
  renderMail: (mail, locale) => renderMail('invoice-ready', mail, locale),
});

/** Sends mails that were promised. */
export const handler = messageDoor(MailRequestV1, async (request) => {
  await send(request);
});
