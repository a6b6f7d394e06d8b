/** Reserved: filled in together with the code that needs it. */
export const plans = `
`;
