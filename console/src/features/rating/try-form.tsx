import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { dayOf, timeOf } from '../../lib/format-time.ts';
import { useFormats } from '../../lib/formats.ts';
import { useSiteNow } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { focusFirstError } from '../../ui/focus-first-error.ts';
import { serviceTypesQuery } from '../customer/queries.ts';
import { CodeField } from './code-field.tsx';
import { MomentField } from './moment-field.tsx';
import { dayPart, type Fields, fieldValue, filledInstant, parseFields, timePart } from './tried-event.ts';

export type TrySearch = {
  readonly type?: string | undefined;
  readonly identifier?: string | undefined;
  readonly at?: string | undefined;
  /** As JSON. */
  readonly fields?: string | undefined;
};

type TryFormProps = {
  readonly asked: TrySearch;
  readonly busy: boolean;
  readonly onTry: (event: TrySearch) => void;
};

type Field = { readonly name: string; readonly type: 'text' | 'decimal' | 'instant' };

/** One event: its service, its time, and the fields that its service type says, mandatory ones first. */
export function TryForm({ asked, busy, onTry }: TryFormProps) {
  const { zone } = useFormats();
  const now = useSiteNow();
  const types = useQuery(serviceTypesQuery(useApi()));
  const start = asked.at ?? now;
  const [code, setCode] = useState(asked.type);
  const [identifier, setIdentifier] = useState(asked.identifier ?? '');
  const [moment, setMoment] = useState<{ readonly day: string; readonly time: string } | null>(null);
  const [typed, setTyped] = useState<Fields>({});
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const all = types.data?.items ?? [];
  const type = all.find((one) => one.code === code);
  const mandatory: readonly Field[] = type?.mandatoryFields ?? [];
  const optional: readonly Field[] = type?.optionalFields ?? [];
  const fields: Fields = { ...shownFields(parseFields(asked.fields), [...mandatory, ...optional], zone), ...typed };
  const { day, time } =
    moment ?? (start === undefined ? { day: '', time: '' } : { day: dayOf(start, zone), time: timeOf(start, zone) });
  const at = filledInstant(day, time, zone);
  const change = (part: Fields) => setTyped({ ...typed, ...part });
  const errorOf = (field: Field): string | undefined => {
    const value = fieldValue(field, fields, zone);
    if (!tried) return undefined;
    if (value === null) return t(field.type === 'instant' ? 'try.field.instant' : 'try.field.number');
    return value === undefined && mandatory.includes(field) ? t('try.field.error') : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    focusFirstError(() => form.current);
    const values = [...mandatory, ...optional].map((field) => [field, fieldValue(field, fields, zone)] as const);
    const isRight = values.every(([field, value]) =>
      value === undefined ? !mandatory.includes(field) : value !== null,
    );
    if (!isRight || type === undefined || identifier.trim() === '' || at === null) return;
    const given = values.flatMap(([{ name }, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
    onTry({ type: type.code, identifier: identifier.trim(), at, fields: JSON.stringify(Object.fromEntries(given)) });
  };
  const inputs = (some: readonly Field[]) => (
    <div className="fields">
      {some.map((field) => (
        <FieldInput key={field.name} field={field} fields={fields} error={errorOf(field)} onChange={change} />
      ))}
    </div>
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Container
        header={
          <Header variant="h2" description={t('try.words')}>
            {t('try.title')}
          </Header>
        }
      >
        <div className="stack">
          <div className="fields">
            <CodeField
              label={t('try.type')}
              value={code}
              options={all}
              loading={types.isPending}
              error={tried && type === undefined ? t('try.type.error') : undefined}
              onChange={setCode}
            />
            <FormField
              label={t('service.identifier')}
              constraintText={t('try.identifier.hint')}
              errorText={tried && identifier.trim() === '' ? t('try.identifier.error') : undefined}
            >
              <Input value={identifier} autoComplete={false} onChange={({ detail }) => setIdentifier(detail.value)} />
            </FormField>
            <MomentField
              dayLabel={t('try.at')}
              timeLabel={t('try.time')}
              day={day}
              time={time}
              error={tried && at === null ? t('try.at.error') : undefined}
              onDay={(next) => setMoment({ day: next, time })}
              onTime={(next) => setMoment({ day, time: next })}
            />
          </div>
          {mandatory.length === 0 ? null : inputs(mandatory)}
          {optional.length === 0 ? null : (
            <ExpandableSection
              headerText={t('try.optional')}
              defaultExpanded={optional.some(({ name }) => (fields[name] ?? fields[dayPart(name)] ?? '') !== '')}
            >
              {inputs(optional)}
            </ExpandableSection>
          )}
          <div>
            <Button variant="primary" formAction="submit" loading={busy}>
              {t('try.rate')}
            </Button>
          </div>
        </div>
      </Container>
    </form>
  );
}

type FieldInputProps = {
  readonly field: Field;
  readonly fields: Fields;
  readonly error: string | undefined;
  readonly onChange: (part: Fields) => void;
};

function FieldInput({ field: { name, type }, fields, error, onChange }: FieldInputProps) {
  if (type === 'instant') {
    return (
      <MomentField
        dayLabel={t('try.day-of', { field: name })}
        timeLabel={t('try.time-of', { field: name })}
        day={fields[dayPart(name)] ?? ''}
        time={fields[timePart(name)] ?? ''}
        error={error}
        onDay={(day) => onChange({ [dayPart(name)]: day })}
        onTime={(time) => onChange({ [timePart(name)]: time })}
      />
    );
  }
  return (
    <FormField label={name} errorText={error}>
      <Input
        value={fields[name] ?? ''}
        autoComplete={false}
        {...(type === 'decimal' ? { inputMode: 'decimal' } : {})}
        onChange={({ detail }) => onChange({ [name]: detail.value })}
      />
    </FormField>
  );
}

/** Fields of an address as they are filled in: instants as a day and a time. */
function shownFields(sent: Fields, known: readonly Field[], zone: string): Fields {
  return Object.fromEntries(
    known.flatMap(({ name, type }) => {
      const value = sent[name];
      if (value === undefined) return [];
      if (type !== 'instant') return [[name, value]];
      return Number.isNaN(Date.parse(value))
        ? []
        : [
            [dayPart(name), dayOf(value, zone)],
            [timePart(name), timeOf(value, zone)],
          ];
    }),
  );
}
