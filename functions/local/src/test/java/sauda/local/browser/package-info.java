/// The page as a person sees it: the system's Chromium over a run on this machine.
@org.jspecify.annotations.NullMarked
package sauda.local.browser;
