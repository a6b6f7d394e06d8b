import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { migrations } from '../../src/store/migrations/index.js';

/**
 * Steps that landed, by the sha256 of their text. A database that has a step is never given it again, so a step that is
 * edited leaves two forms of one version behind, and one of them is taken for damaged. What is to be changed is a step
 * of its own, at the end, with a line here.
 */
const landed: Readonly<Record<string, string>> = {
  '0001-first-tables': 'f0d82d59c2ccb9bf31d17694cc056d7a9c8ce0a4d092b4e825d00cbba57a7df8',
  '0002-accounts-that-are-lost': '07589e13de37fecf03c4bc6c827159e51eda39383d5b7a7abf08cd9f0e5acf77',
  '0003-spending': '213aaed5e8308b0f1977c2c64127a0712272cb1ed9ebb07eb829636b5fdcc68f',
  '0004-condensed-past': '6d261a2b85b4a9ee353c9b3efe3574749d9583af0771924cce8125aaee247b0d',
  '0005-lorebook-state': '29db1e48520deed776464d253200e5fd97e17e5c365699474f7612abd7d3a6e9',
  '0006-searchable-history': '8249727bbe9eccf717979760808dd8995e04a9756170517f8b7e9653b423e928',
  '0007-memories': 'f6c95d90e11108f0e4692e58aa4eee00e970bdaa895e31e0a01f716c614a4515',
  '0008-duties': '51870eec04f556018af3fe601dd879e3a57a53b1279dfc470fcd86dc0c5d4800',
  '0009-signals': '393f8ce4f31ce805acca9c75cbc22181dab421b08bda1fdbd84b4e583493556e',
  '0010-plans': 'ce3fb79f6d7290aa496575df6c8691d3f9c1027c1ab1699ff3ecaaa0d3eb7285',
  '0011-rights': '276cee0f8eb775fca25a588f78b84ea759f1ec83fb31eb73e83daa8af4246801',
  '0012-vectors': '1de42eead8a0330bb0aba707c025ebadf54de38e93b0c80bab3ff328d2630891',
  '0013-mended-schema': '70bc5ef3f409a6e706269d360945b8420292ddb9068712d3d1482a54ba80f971',
  '0014-whose-words': '4bf30befecc288bd5746ff6c076fa5ccf877984f79806b96ffbd605caa7cb33f',
  '0015-imported-past': '4a89028d8319380f6b850ed0f61dda8f1ab29ff72e0cbcbfebee80d5e9a6c839',
  '0016-index-in-batches': '0ee4bb75d292d71e5151ff9c8e673291faf992f7073bf0b23ec2516b9b0877bb',
  '0017-wordings': '36659b613499521658bd629b46607b65ce129230d271ff98bb3fbaa2f8fcfbc1',
  '0018-refused-words': '63ae0f7af4317b8b752255f121f82bf84e55f88727c8f10b0cc6a937b7edda4b',
  '0019-retention': '3e696ef36ff8c9f4178ea9acd7b75ed3ba015fdaf234ca80c7aba9dc12f1f8d3',
  '0020-admission': 'e7f621ae09650ccf8f8e1bded6d145c63875d88cd6fea4c4db220a33923b050d',
  '0021-unread-edits': '38ccced7e54ffacc14d1fa9402489c3f9ad235f3fe87a568893ae2e1d6048fc6',
  '0022-own-words': '7c7333eca4552fc64c8ed4420744117221bb27d7db69d7df49da2cf520ae4a08',
  '0023-parked-bubbles': '26b26e06224649ad46fd8c7c23a480c34bb76ebe47a9f6e5b8acf0d781dd1164',
  '0024-messages-by-time': 'f3a3fd7ba9f98ab7ceab40c186c4dbd59c4a069c8aa87ea02df741e556ecf483',
  '0025-turns-by-time': 'c083a65ee86f3042591195d6e7f6e82dbf1d2db74b67c6a8bedc6fda99ef6d4b',
  '0026-seen-and-heard': '72761c511a1a0343027f1a885ecc0ec3cc8603441c346c2a12264f71c04f1e2d',
  '0027-deliveries-and-aliases': 'f974d50e65ea60856e29afc7a4e859439c8df14347c2c1216f6aef104826eb60',
  '0028-lines-and-proposals': '4b9bebe4389a7fb56b75c114dc1e015ad8429631aa2136258e65783cc173927b',
  '0029-links': 'ee99e0a486453f181940d3a9b32c58515224f371f2e24be2e25782f9af91d19e',
  '0030-numbers-of-the-past': '266671e67db5e9b9f8d61d1e2643e45e11132c481de5bc129ee06c280cafea6e',
  '0031-refused-deliveries': 'f2cad5cb8d3aa9372ce8fbb7b171662f2e0d4e7d533c286134ea5fba79b58618',
};

it('no step of the schema that landed was edited, renamed, left out or moved', () => {
  const found = migrations.map(({ name, sql }) => [name, createHash('sha256').update(sql).digest('hex')]);
  expect(found).toEqual(Object.entries(landed));
});
