import { Chat } from './modules/chat.js';

void new Chat(window.io).init();
