"""An independent client (Telethon) in the sandbox. Speaks one JSON line per thing that happened; told what to do by argument.

Arguments: host, port, file with the public key, phone, code, password, user name of the partner.
Signs in, says hello, answers messages with their reversal, reacts to the first edit, reads the history and marks it as read.
"""
import asyncio
import json
import sys

from telethon import TelegramClient, events
from telethon.crypto import rsa
from telethon.sessions import MemorySession
from telethon.tl.functions.messages import SendReactionRequest
from telethon.tl.functions.updates import GetStateRequest


def tell(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


async def main():
    host, port, key_file, phone, code, password, partner = sys.argv[1:8]
    with open(key_file) as file:
        rsa.add_key(file.read().encode(), old=False)
    session = MemorySession()
    session.set_dc(2, host, int(port))
    client = TelegramClient(session, 1, 'hash', device_model='telethon', connection_retries=3)
    finished = asyncio.get_running_loop().create_future()

    @client.on(events.NewMessage(incoming=True))
    async def on_message(event):
        tell(heard=event.raw_text)
        await event.reply(event.raw_text[::-1])

    @client.on(events.MessageEdited(incoming=True))
    async def on_edit(event):
        tell(edited=event.raw_text)
        await client(SendReactionRequest(peer=event.chat_id, msg_id=event.id, reaction='👍'))
        messages = await client.get_messages(event.chat_id, limit=10)
        tell(history=[[m.out, m.raw_text] for m in reversed(messages)])
        # Last, because this version does not count the pts of its own read marks and would see a gap after it.
        await client.send_read_acknowledge(event.chat_id, event.message)
        state = await client(GetStateRequest())
        tell(pts=state.pts)
        finished.set_result(True)

    await client.start(phone=phone, code_callback=lambda: code, password=lambda: password)
    me = await client.get_me()
    tell(signed_in=me.first_name)
    await client.send_message(partner, 'hello from Telethon')
    dialogs = await client.get_dialogs()
    tell(dialogs=[d.name for d in dialogs])
    await asyncio.wait_for(finished, 30)
    await client.disconnect()


asyncio.run(main())
