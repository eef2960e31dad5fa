// The architecture guide's page client, step by step as it is drawn there: plain io(), cookies, no acks, and a message
// in two steps (POST, then emit). It has no sign-in of its own; the site around it has that.
class AniChat {
  constructor() {
    this.currentRoom = null;
    this.currentUser = null;
    this.rooms = [];
    this.messages = [];
    this.init();
  }

  async init() {
    const me = await fetch('/api/auth/me');
    this.currentUser = await me.json();

    this.socket = io();
    this.socket.on('connect', () => {
      document.getElementById('status').textContent = 'Connected to chat server';
    });
    this.socket.on('disconnect', () => {
      document.getElementById('status').textContent = 'Disconnected';
    });
    this.socket.on('receive_message', (message) => {
      this.messages.push(message);
      this.renderMessages();
    });
    this.socket.on('user_joined', (data) => this.notify(`${data.userName} joined the chat`));
    this.socket.on('user_left', (data) => this.notify(`${data.userName} left the chat`));
    this.socket.on('active_users', (users) => {
      document.getElementById('users').textContent = users.map((user) => user.userName).join(', ');
    });

    document.getElementById('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.sendMessage();
    });
    document.getElementById('leave').addEventListener('click', () => this.leaveRoom());
    await this.loadRooms();
  }

  async loadRooms() {
    const response = await fetch('/api/chat/rooms');
    this.rooms = await response.json();
    const list = document.getElementById('rooms');
    list.replaceChildren();
    this.rooms.forEach((room) => {
      const button = document.createElement('button');
      button.textContent = room.name;
      button.addEventListener('click', () => this.selectRoom(room));
      const item = document.createElement('li');
      item.append(button);
      list.append(item);
    });
  }

  async selectRoom(room) {
    this.currentRoom = room;
    await fetch(`/api/chat/rooms/${room._id}/join`, { method: 'POST' });
    const response = await fetch(`/api/chat/rooms/${room._id}/messages`);
    this.messages = await response.json();
    this.socket.emit('join_room', { roomId: room._id, userId: this.currentUser._id, userName: this.currentUser.name });
    this.socket.emit('get_active_users', room._id);
    document.getElementById('room').textContent = room.name;
    this.renderMessages();
  }

  async sendMessage() {
    const input = document.getElementById('input');
    const content = input.value.trim();
    if (!content || !this.currentRoom) {
      return;
    }
    const response = await fetch(`/api/chat/rooms/${this.currentRoom._id}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ content }),
    });
    if (response.ok) {
      this.socket.emit('send_message', {
        roomId: this.currentRoom._id,
        userId: this.currentUser._id,
        senderName: this.currentUser.name,
        senderImage: this.currentUser.image,
        content,
        timestamp: new Date(),
      });
      input.value = '';
    } else {
      const error = await response.json();
      this.notify(`Error: ${error.error}`);
    }
  }

  leaveRoom() {
    this.socket.emit('leave_room');
    this.currentRoom = null;
    this.messages = [];
    document.getElementById('room').textContent = '';
    this.renderMessages();
  }

  renderMessages() {
    const container = document.getElementById('messages');
    container.replaceChildren();
    this.messages.forEach((message) => {
      const line = document.createElement('p');
      line.textContent = `${message.senderName}: ${message.content}`;
      container.append(line);
    });
    container.scrollTop = container.scrollHeight;
  }

  notify(text) {
    const item = document.createElement('li');
    item.textContent = text;
    document.getElementById('notices').append(item);
  }
}

globalThis.chat = new AniChat();
