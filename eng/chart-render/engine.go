package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type release struct {
	name, namespace, kubeVersion string
	apis                         []string
}

type engine struct {
	root     *template.Template
	built    values
	template string
}

func newEngine(c *chart, r release) (*engine, error) {
	e := &engine{root: template.New("chart").Option("missingkey=zero")}
	e.root.Funcs(e.functions())
	for _, name := range c.templates {
		if _, err := e.root.New(name).Parse(c.texts[name]); err != nil {
			return nil, err
		}
	}
	metadata := values{}
	for key, value := range c.metadata {
		metadata[strings.ToUpper(key[:1])+key[1:]] = value
	}
	major, minor, _ := strings.Cut(strings.TrimPrefix(r.kubeVersion, "v"), ".")
	minor, _, _ = strings.Cut(minor, ".")
	e.built = values{
		"Values": c.values, "Chart": metadata, "Files": c.files,
		"Release": values{"Name": r.name, "Namespace": r.namespace, "Service": "Helm", "Revision": 1, "IsInstall": true, "IsUpgrade": false},
		"Capabilities": values{
			"APIVersions": versions(r.apis),
			"KubeVersion": values{"Version": "v" + strings.TrimPrefix(r.kubeVersion, "v"), "Major": major, "Minor": minor},
		},
	}
	return e, nil
}

func (e *engine) render(name string) (string, error) {
	e.built["Template"] = values{"Name": name, "BasePath": name[:strings.LastIndex(name, "/")]}
	var text strings.Builder
	if err := e.root.ExecuteTemplate(&text, name, e.built); err != nil {
		return "", err
	}
	return strings.ReplaceAll(text.String(), "<no value>", ""), nil
}

func (e *engine) functions() template.FuncMap {
	f := sprig.TxtFuncMap()
	delete(f, "env")
	delete(f, "expandenv")
	f["toYaml"] = func(v interface{}) (string, error) {
		b, err := yaml.Marshal(v)
		return strings.TrimSuffix(string(b), "\n"), err
	}
	f["fromYaml"] = func(s string) (values, error) {
		v := values{}
		return v, yaml.Unmarshal([]byte(s), &v)
	}
	f["toJson"] = func(v interface{}) (string, error) {
		b, err := json.Marshal(v)
		return string(b), err
	}
	f["required"] = func(message string, v interface{}) (interface{}, error) {
		if v == nil || v == "" {
			return nil, errors.New(message)
		}
		return v, nil
	}
	f["fail"] = func(message string) (string, error) { return "", errors.New(message) }
	f["lookup"] = func(_, _, _, _ string) values { return values{} }
	f["include"] = func(name string, data interface{}) (string, error) {
		var text strings.Builder
		err := e.root.ExecuteTemplate(&text, name, data)
		return text.String(), err
	}
	f["tpl"] = func(text string, data interface{}) (string, error) {
		clone, err := e.root.Clone()
		if err != nil {
			return "", err
		}
		t, err := clone.New("tpl").Parse(text)
		if err != nil {
			return "", fmt.Errorf("tpl: %w", err)
		}
		var out strings.Builder
		err = t.Execute(&out, data)
		return out.String(), err
	}
	return f
}

type versions []string

// Has tells whether the server has an API: "policy/v1" or "monitoring.coreos.com/v1/ServiceMonitor".
func (v versions) Has(api string) bool {
	for _, known := range v {
		if known == api {
			return true
		}
	}
	return false
}
