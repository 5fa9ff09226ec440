/**
 * Pages about models, each one file that needs nothing from outside: {@link
 * dev.fovea.report.Report} about one. The words of pages are in templates, {@code src/main/jte},
 * which put every value in as text; the charts are drawn by Chart.js in the reader's browser.
 */
package dev.fovea.report;
