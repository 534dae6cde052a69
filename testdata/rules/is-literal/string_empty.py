text is ""
text is not ''
