/**
 * What a message to us may mean, as the net scores it. `other` is no meaning of its own: added to danger, it says that
 * the person fears for somebody else.
 */
export const incomingLabels = [
  'stop',
  'forget',
  'show',
  'truth',
  'age',
  'explicit',
  'ideation',
  'method',
  'indirect',
  'other',
  'farewell',
] as const;

/** What words of ours must not do: claim to be human or deny the disclosure, hold back who is going, harm. */
export const outgoingLabels = ['claims', 'holds', 'harms'] as const;
export type OutgoingLabel = (typeof outgoingLabels)[number];
