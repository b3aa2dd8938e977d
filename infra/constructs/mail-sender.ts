import { Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** The address that mails come from, with settings that protect it: encrypted transport, no mail to dead addresses. */
export class MailSender extends Construct {
  /** What a function must be allowed to use in order to send: the address, and the settings that come with it. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: { readonly mailFrom: string }) {
    super(scope, id);
    const settings = new ConfigurationSet(this, 'Settings', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const address = new EmailIdentity(this, 'Address', {
      identity: Identity.email(props.mailFrom),
      configurationSet: settings,
    });
    this.arns = [
      address.emailIdentityArn,
      Stack.of(this).formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: settings.configurationSetName,
      }),
    ];
  }
}
