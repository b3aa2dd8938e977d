import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { id } from './identity.ts';
import { notificationsContract } from './notifications.ts';
import { operation } from './operation.ts';
import { deadLettersAnswer, queueName } from './operations/dead-letters.ts';
import { jobAnswer, jobName, jobRunAnswer, jobRunDetails, parkedProfile } from './operations/job.ts';
import { advanceBody, clockAnswer, siteAnswer, siteChange } from './operations/site.ts';
import { page, pageQuery } from './page.ts';

export const operationsContract = {
  ...notificationsContract,
  getSite: operation({ summary: 'Get the settings of the site', responses: { 200: siteAnswer } }),
  updateSite: operation({
    summary: 'Change settings of the site',
    body: siteChange,
    responses: { 200: siteAnswer },
  }),
  getClock: operation({ summary: "Get the site's time", responses: { 200: clockAnswer } }),
  advanceClock: operation({
    summary: 'Move the test clock of a sandbox forward',
    description:
      'Due jobs run in order on the way: watch `moving` until the clock has arrived. Asking for the target it is already moving to ' +
      'gives it another push.',
    body: advanceBody,
    responses: { 202: clockAnswer },
  }),
  listJobs: operation({ summary: 'List the jobs', responses: { 200: page(jobAnswer) } }),
  startJobRun: operation({
    summary: 'Start a job now',
    path: z.strictObject({ job: jobName }),
    responses: { 201: jobRunAnswer },
  }),
  listJobRuns: operation({
    summary: 'List job runs, newest first',
    query: pageQuery,
    responses: { 200: page(jobRunAnswer) },
  }),
  getJobRun: operation({
    summary: 'Get a job run with its result per account',
    path: z.strictObject({ runId: id }),
    query: pageQuery,
    responses: { 200: jobRunDetails },
  }),
  listParkedBillingProfiles: operation({
    summary: 'List billing profiles that could not be billed',
    query: pageQuery,
    responses: { 200: page(parkedProfile) },
  }),
  listDeadLetters: operation({
    summary: 'Count the messages that were given up, by queue',
    description:
      'A message that failed every time waits here for two weeks. Find the reason in the logs, mend it, and send the messages back.',
    responses: { 200: page(deadLettersAnswer) },
  }),
  redriveDeadLetters: operation({
    summary: 'Send the messages that were given up back to their queue',
    description:
      'Moves all of them in the background. `messages` is about how many; 0 while they are still being moved.',
    path: z.strictObject({ queue: queueName }),
    responses: { 202: deadLettersAnswer },
  }),
} as const satisfies DoorContract<'operations'>;
