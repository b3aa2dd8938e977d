import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DocumentStore } from '../constructs/document-store.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { MailSender } from '../constructs/mail-sender.ts';
import { OperatorDirectory } from '../constructs/operator-directory.ts';
import { SelfCareDirectory } from '../constructs/self-care-directory.ts';
import { type Deployment, PLACEHOLDER_DOMAIN } from '../deployment.ts';

/** What must outlive every deployment: the table, the documents, the people, the sender's good name. */
export class DataStack extends Stack {
  readonly table: ITable;
  readonly documents: IBucket;
  readonly operators: UserPool;
  /** The hosted sign-in page, without a slash at the end. */
  readonly signInUrl: string;
  readonly mailSender: MailSender;

  constructor(scope: Construct, id: string, props: StackProps & { readonly deployment: Deployment }) {
    const { deployment, ...rest } = props;
    super(scope, id, rest);
    const { stage, mailFrom } = deployment;
    this.table = new LedgerTable(this, 'Ledger', { keepsData: stage.keepsData }).table;
    this.documents = new DocumentStore(this, 'Documents', { keepsData: stage.keepsData }).bucket;
    const operators = new OperatorDirectory(this, 'Operators', { stage });
    this.operators = operators.pool;
    this.signInUrl = operators.signInDomain.baseUrl();
    new SelfCareDirectory(this, 'SelfCare', { keepsData: stage.keepsData });
    this.mailSender = new MailSender(this, 'Mail', { mailFrom });
    new CfnOutput(this, 'OperatorPoolId', { value: this.operators.userPoolId });
    new CfnOutput(this, 'SignInUrl', { value: this.signInUrl });
    if (stage.releasesConsole && mailFrom.endsWith(PLACEHOLDER_DOMAIN)) {
      Validations.of(this).addWarning(
        'billow:placeholder-sender',
        `Mails would come from ${mailFrom}, which nobody can confirm. Set mailFrom in cdk.json or with -c mailFrom=…`,
      );
    }
  }

  /** The name under which other stacks import a value of this one. */
  exportName(value: string): string {
    const imported: unknown = this.resolve(this.exportValue(value));
    const [, name] = /^{"Fn::ImportValue":"(.+)"}$/.exec(JSON.stringify(imported)) ?? [];
    if (!name) throw new Error(`Not a value of stack ${this.stackName}: ${value}`);
    return name;
  }
}
