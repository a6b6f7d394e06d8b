/** What a service refused in a chat, and why, without reading every status there is. */
export const refusedDeliveries = `
create index delivery_refused on delivery (account_id, peer_id, code, at) where code is not null;
`;
