import * as z from 'zod';
import { JOBS } from '../domain/jobs/job.ts';

const id = z.string().min(1).max(200);

/** One account's part of a job run, as it lies on the job's queue. `ref` names what is worked on; see the due index. */
export const JobMessageV1 = z.object({
  siteId: id,
  job: z.enum(JOBS),
  runId: id,
  ref: id,
  customerId: id,
});

/** A promised mail that can be sent now. */
export const MailRequestV1 = z.object({ siteId: id, customerId: id, communicationId: id });

/** A moving test clock may make its next step. */
export const ClockStepV1 = z.object({ siteId: id });
