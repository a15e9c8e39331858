// Which file an address of the page means: the page itself where the end of it has no dot.
function handler(event) {
    var request = event.request;
    var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
    if (request.uri === '/docs') {
        // The page of the API finds its own files from where it is.
        return {statusCode: 302, statusDescription: 'Found', headers: {location: {value: '/docs/'}}};
    }
    if (request.uri === '/docs/') {
        request.uri = '/docs/index.html';
    } else if (last.indexOf('.') < 0) {
        request.uri = '/index.html';
    }
    return request;
}
