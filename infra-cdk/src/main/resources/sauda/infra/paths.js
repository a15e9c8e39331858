// Which file an address of the page means: the page itself for every address without a dot.
function handler(event) {
    var request = event.request;
    if (request.uri === '/docs') {
        // The page of the API names its own files from where it is.
        return {statusCode: 302, statusDescription: 'Found', headers: {location: {value: '/docs/'}}};
    }
    if (request.uri === '/docs/') {
        request.uri = '/docs/index.html';
    } else if (request.uri.indexOf('.') < 0) {
        request.uri = '/index.html';
    }
    return request;
}
