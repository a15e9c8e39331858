/// The API's page: an OpenAPI document made from the routes and the records of the dashboard.
@NullMarked
package sauda.local.openapi;

import org.jspecify.annotations.NullMarked;
