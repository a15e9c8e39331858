// A file of its own: the page's policy allows no inline script. Requests that are tried out carry
// the token of the tab that is signed in.
window.addEventListener('DOMContentLoaded', () => {
  window.SwaggerUIBundle({
    url: 'openapi.json',
    dom_id: '#api',
    deepLinking: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      const kept = sessionStorage.getItem('sauda.session');
      if (kept && new URL(request.url, location.href).origin === location.origin) {
        request.headers.Authorization = `Bearer ${JSON.parse(kept).token}`;
      }
      return request;
    },
  });
});
