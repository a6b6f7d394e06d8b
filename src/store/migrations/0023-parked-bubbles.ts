/** Bubbles of which nobody will ever know whether they arrived: found by their conversation when its next turn begins. */
export const parkedBubbles = `
create index outbox_parked on outbox (conversation_id, outbox_row) where state = 'held' and reason = 'parked';
`;
