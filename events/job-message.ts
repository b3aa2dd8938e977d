import * as z from 'zod';
import { JOBS } from '../domain/jobs/job.ts';
import { TASKS } from '../domain/jobs/task.ts';

const id = z.string().min(1).max(200);

/** One account's part of a job run, as it lies on the job's queue. `ref` names what is worked on; see the due index. */
export const JobMessageV1 = z.object({
  siteId: id,
  job: z.enum([...JOBS, ...TASKS]),
  runId: id,
  ref: id,
  /** Empty: it is no customer's. */
  customerId: z.string().max(200),
});

/** A promised mail that can be sent now. */
export const MailRequestV1 = z.object({ siteId: id, customerId: id, communicationId: id });

/** A notification that can be delivered now, if the request is still the one that counts. */
export const NotificationRequestV1 = z.object({
  siteId: id,
  notificationId: z.string().min(1).max(1000),
  request: z.int().min(1),
});

/** A moving test clock may make its next step. */
export const ClockStepV1 = z.object({ siteId: id });
