import { catalogue } from "@/i18n/catalogue";

export const en = {
  inbox: "Inbox",
  counting: "Counting …",
  nUnread_one: "{{n}} unread message",
  nUnread_other: "{{n}} unread messages",
  allRead: "Everything has been read.",
  readAll: "Mark all as read",
  search: "Search messages",
  onlyUnread: "Unread only",
  notLoaded: "The inbox could not be loaded.",
  nothing: "No messages",
  nothingHint: "Nobody has told you of anything.",
  howToGetSome: "Messages come in when a rule names a channel of kind inbox.",
  toNotifications: "Notifications",
  severity: "Severity",
  message: "Message",
  at: "When",
  actions: "Actions",
  markRead: "Read",
  markUnread: "Unread",
  markReadOf: "Mark as read: {{subject}}",
  markUnreadOf: "Mark as unread: {{subject}}",
} as const;

export const t = catalogue("inbox", en);
