// The inbox works without this script; it adds local times, arriving mail and the delete button.
const POLL_EVERY_MS = 2000;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

function localiseTimes() {
  for (const element of document.querySelectorAll('time')) {
    const date = new Date(element.dateTime);
    const isToday = date.toDateString() === new Date().toDateString();
    const short = isToday ? clock.format(date) : day.format(date);
    element.textContent = element.hasAttribute('data-full') ? full.format(date) : short;
    element.title = element.dateTime;
  }
}

/** Only the list is replaced: the mail being read stays where it is. */
async function refreshList() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  for (const selector of ['#list', '#summary']) {
    const fresh = page.querySelector(selector);
    if (fresh) document.querySelector(selector)?.replaceChildren(...fresh.childNodes);
  }
  localiseTimes();
}

async function poll() {
  if (document.hidden) return;
  try {
    const { newest } = await (await fetch('/inbox-state')).json();
    if (newest === document.body.dataset.newest) return;
    const wasEmpty = document.body.dataset.newest === '';
    document.body.dataset.newest = newest;
    if (wasEmpty) location.reload();
    else await refreshList();
  } catch {
    // the stack is restarting; the next poll tells
  }
}

/** The first press asks, the second one deletes. */
function armDeleteButton(button) {
  const label = button.textContent;
  const disarm = () => {
    button.removeAttribute('data-armed');
    button.textContent = label;
  };
  button.addEventListener('blur', disarm);
  button.addEventListener('click', async () => {
    if (!button.hasAttribute('data-armed')) {
      button.setAttribute('data-armed', '');
      button.textContent = button.dataset.confirm;
      return;
    }
    await fetch('/messages', { method: 'DELETE' });
    location.assign('/');
  });
}

localiseTimes();
document.querySelector('.list [aria-current]')?.scrollIntoView({ block: 'nearest' });
const deleteButton = document.querySelector('#delete-all');
if (deleteButton) armDeleteButton(deleteButton);
setInterval(poll, POLL_EVERY_MS);
