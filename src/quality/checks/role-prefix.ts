import { pass, repair, type Check } from '../check.js';
import { literal } from '../literal.js';

/** Models like to write the speaker's name in front, as in a script, and to put the whole line in quotation marks. */
export const rolePrefixCheck: Check = {
  name: 'role-prefix',
  judge(text, { character }) {
    const speaker = new RegExp(
      `^\\s*(?:\\*\\*|__|\\[|\\()?(?:${literal(character.name)}|assistant|ai|bot|char|character|model|ассистент|ии|assistent|ki|asistente|assistente|асистент|助手|助理)(?:\\*\\*|__|\\]|\\))?\\s*[:：](?:\\*\\*|__)?\\s*`,
      'iu',
    );
    const bare = text.replace(speaker, '');
    const unquoted = /^(?:"([^"]+)"|“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」)$/su.exec(
      bare.trim(),
    );
    const line = unquoted?.slice(1).find((part) => part !== undefined) ?? bare;
    return line === text ? pass : repair(line, 'speaker-prefix');
  },
};
