// chart-render renders a Helm chart with the packages that Helm itself is made of (text/template, sprig, sigs.k8s.io/yaml, gojsonschema), for machines
// where no helm can be had. It covers what this repository's chart uses: values files, values.schema.json, include, tpl, required, fail, lookup (empty),
// .Files, .Capabilities, NOTES.txt. It does not cover subcharts and hooks.
//
//	chart-render [-name RELEASE] [-namespace NS] [-values FILE]... [-kube-version 1.27.0] [-api-versions G/V/Kind]... [-notes] CHART
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	var values, apis list
	name := flag.String("name", "filler", "the release's name")
	namespace := flag.String("namespace", "filler-system", "the release's namespace")
	version := flag.String("kube-version", "1.27.0", "the server's version")
	notes := flag.Bool("notes", false, "print the rendered NOTES.txt instead of the manifests")
	flag.Var(&values, "values", "a values file; later ones win")
	flag.Var(&apis, "api-versions", "an API that the server has, e.g. monitoring.coreos.com/v1/ServiceMonitor")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}

	chart, err := load(flag.Arg(0), values)
	if err == nil {
		err = chart.checkValues()
	}
	if err == nil {
		err = render(chart, release{*name, *namespace, *version, apis}, *notes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func render(c *chart, r release, notes bool) error {
	engine, err := newEngine(c, r)
	if err != nil {
		return err
	}
	for _, path := range c.templates {
		base := filepath.Base(path)
		if strings.HasPrefix(base, "_") || (base == "NOTES.txt") != notes {
			continue
		}
		text, err := engine.render(path)
		if err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if notes {
			fmt.Println(text)
		} else {
			fmt.Printf("---\n# Source: %s\n%s\n", path, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "---")))
		}
	}
	return nil
}
