/** By when a message was said, over all conversations: a start looks at the last days and not at everybody ever met. */
export const messagesByTime = `
create index message_by_time on message (sent_at);
`;
