"""A person in the workspace: everything she can do in Slack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.demo import forms, modals, payloads, posts, rooms
from bot.demo.asking import Answer, Desk
from bot.demo.blocktree import Part, words
from bot.demo.errors import NotOnScreenError, StandInError
from bot.demo.forms import Name
from bot.demo.render import user_json, view_json
from bot.demo.screens import Screen, id_of
from bot.demo.typed import as_command, as_message
from bot.demo.values import Channel, File, Kind, Message, View

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person(Screen):
    """Acts as Slack's clients let people act."""

    desk: Desk = field(repr=False)

    # -- who she is

    def becomes(self, **changes: Any) -> None:
        """Her profile or state changes: title, tz, status_text, deleted, presence, dnd_until ..."""
        with self.world.lock:
            changed = replace(self.account, updated=int(self.world.wall()), **changes)
            self.world.save_account(changed)
            event_ts = self.world.counters.ts()
            user = user_json(self.world, changed)
            self.world.emit({"type": "user_change", "user": user, "cache_ts": 0, "event_ts": event_ts})

    # -- what she does in conversations

    def says(
        self,
        channel: Channel | str,
        text: str,
        *,
        thread: Message | None = None,
        broadcast: bool = False,
        at: float | None = None,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Message:
        """Posts; mentions are typed as @name, or given as <@U...>. `at` makes it an old message."""
        place = self._inside(channel)
        draft = Message(
            place.id,
            "",
            user=self.id,
            text=as_message(self.world, text),
            thread_ts=thread.ts if thread else "",
            broadcast=broadcast,
            files=tuple(self._uploads(name, content, place) for name, content in files),
            subtype="file_share" if files else "",
        )
        return posts.post(self.world, draft, at=at)

    def _uploads(self, name: str, content: bytes, place: Channel) -> str:
        file = File(
            self.world.counters.id("F"),
            name,
            len(content),
            user=self.id,
            content=content,
            shared_in=(place.id,),
        )
        self.world.files[file.id] = file
        return file.id

    def edits(self, message: Message, text: str) -> Message:
        self._must_own(message)
        return posts.edit(self.world, message, by=self.id, text=as_message(self.world, text))

    def deletes(self, message: Message) -> None:
        self._must_own(message)
        posts.delete(self.world, message)

    def _must_own(self, message: Message) -> None:
        if message.user != self.id:
            raise StandInError("only one's own messages can be edited or deleted")

    def reacts(self, message: Message, emoji: str) -> None:
        self._inside(message.channel)
        posts.react(self.world, message, user=self.id, name=emoji.strip(":"))

    def unreacts(self, message: Message, emoji: str) -> None:
        posts.unreact(self.world, message, user=self.id, name=emoji.strip(":"))

    def joins(self, channel: Channel | str) -> None:
        place = self.world.channel(id_of(channel))
        if place.archived:
            raise StandInError(f"{place.name} is archived")
        rooms.join(self.world, place, self.id)

    def leaves(self, channel: Channel | str) -> None:
        place = self._inside(channel)
        if place.kind not in {Kind.PUBLIC, Kind.PRIVATE}:
            raise StandInError("A direct conversation cannot be left.")
        rooms.leave(self.world, place, self.id)

    def dms_bot(self, text: str, *, thread: Message | None = None) -> Message:
        return self.says(self.bot_dm, text, thread=thread)

    def _inside(self, channel: Channel | str) -> Channel:
        place = self.world.channel(id_of(channel))
        if self.id not in place.members:
            raise StandInError(f"{self.name} is not in {place.name or place.id}")
        if place.archived:
            raise StandInError(f"{place.name} is archived")
        return place

    # -- what she asks the bot

    def types(self, command: str, text: str = "", *, channel: Channel | str | None = None) -> Answer:
        """A slash command, in her direct messages with the bot unless a channel is named."""
        if not self.world.manifest.offers(command):
            raise StandInError(f"{command} is not a valid command")
        place = self.bot_dm if channel is None else self._inside(channel)
        escape = self.world.manifest.escapes(command)
        typed = as_command(self.world, text, escape=escape).strip()
        payload = payloads.command(self.world, self.id, command, typed, place)
        return self.desk.command(self.id, payload)

    def presses(self, on: Message | View, name: Name, *, option: Any = None, confirms: bool = True) -> Answer:
        """A button by its label or action_id; of an overflow menu or feedback buttons an option too."""
        now, part = self.find(on, name)
        held = _pressed(part, option)
        asked = words([part.element["confirm"]]) if "confirm" in part.element else ""
        if asked and not confirms:
            return Answer(acked=False, status=0, seconds=0, error="cancelled", confirm=asked)
        answer = self.desk.interact(payloads.actions(self.world, self.id, now, part, held))
        return replace(answer, confirm=asked)

    def chooses(self, on: Message | View, name: Name, value: Any) -> Answer | None:
        """In a select, a picker, checkboxes; the bot hears of it unless it waits for the submission."""
        now, part = self.find(on, name)
        held = forms.chosen(part, value, lambda field, text: self.searches(now, field.action_id, text))
        now = self._keep(now, part, held)
        if part.is_input and not part.block.get("dispatch_action"):
            return None
        return self.desk.interact(payloads.actions(self.world, self.id, now, part, held))

    def fills(self, on: Message | View, name: Name, value: Any) -> None:
        """Enters something that nobody hears of yet."""
        now, part = self.find(on, name)
        self._keep(now, part, forms.chosen(part, value, lambda _field, _text: []))

    def _keep(self, on: Message | View, part: Part, held: Json) -> Message | View:
        before = on.state if isinstance(on, View) else self.world.states.get((self.id, on.ts), {})
        state = {**before, part.block_id: {**before.get(part.block_id, {}), part.action_id: held}}
        if isinstance(on, View):
            return modals.fill(self.world, on, state)
        self.world.states[self.id, on.ts] = state
        return on

    def searches(self, on: Message | View, name: Name, typed: str) -> list[Json]:
        """Types into a select that asks the bot for its options."""
        now, part = self.find(on, name)
        return self.desk.options(payloads.suggestion(self.world, self.id, now, part, typed))

    def submits(
        self, view: View | None = None, values: Mapping[Any, Any] | None = None, *, unchecked: bool = False
    ) -> Answer:
        """Fills the form (fields by label, block_id, action_id) and sends it; the topmost one by default. `unchecked`:
        as somebody could who does without Slack's client.
        """
        now = self.open_view(view or self.topmost())
        state = forms.fill_in(now.blocks, now.state, values or {}, lambda f, t: self.searches(now, f.action_id, t))
        filled = modals.fill(self.world, now, state)
        if not unchecked:
            forms.must_be_complete(filled.blocks, state)
        return self.desk.submit(filled)

    def closes(self, view: View | None = None) -> Answer | None:
        return self.desk.close(self.open_view(view or self.topmost()))

    def uses_shortcut(self, name: str, message: Message | None = None) -> Answer:
        """From a message's menu, or the global one; by the name in the manifest or by callback_id."""
        known = self.world.manifest.shortcut(name)
        if known is None and self.world.manifest.known:
            raise NotOnScreenError(f"no shortcut called {name!r} in the manifest")
        callback = known.callback_id if known else name
        if message is None:
            return self.desk.interact(payloads.global_shortcut(self.world, self.id, callback))
        now = self.world.message(message.channel, message.ts)
        return self.desk.interact(payloads.message_shortcut(self.world, self.id, callback, now))

    def opens_home(self, *, tab: str = "home") -> None:
        home = self.home()
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.bot_dm.id,
            "tab": tab,
            "event_ts": self.world.counters.ts(),
        }
        if home and tab == "home":
            event["view"] = view_json(self.world, home)
        self.world.emit(event)


def _pressed(part: Part, option: Any) -> Json:
    kind = part.element["type"]
    if kind == "overflow":
        return {"selected_option": forms.pick(forms.options(part.element), option)}
    if kind == "feedback_buttons":
        buttons = [part.element["positive_button"], part.element["negative_button"]]
        chosen = next(b for b in buttons if option in (b["value"], b["text"]["text"]))
        return {"value": chosen["value"], "text": chosen["text"]}
    if kind not in {"button", "icon_button", "workflow_button"}:
        raise NotOnScreenError(f"a {kind} is chosen from, not pressed")
    return {}
