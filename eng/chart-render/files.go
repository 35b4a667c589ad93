package main

import (
	"path"
	"strings"

	"sigs.k8s.io/yaml"
)

// files is what templates see as .Files: the chart's other files by their path in it.
type files map[string][]byte

func (f files) Get(name string) string { return string(f[name]) }

// Glob gives the files whose path matches, "*" staying within a folder.
func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if ok, _ := path.Match(pattern, name); ok {
			found[name] = text
		}
	}
	return found
}

// AsConfig gives the files as the data of a ConfigMap, keyed by their base names.
func (f files) AsConfig() (string, error) {
	data := map[string]string{}
	for name, text := range f {
		data[path.Base(name)] = string(text)
	}
	b, err := yaml.Marshal(data)
	return strings.TrimSuffix(string(b), "\n"), err
}
