package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

type values = map[string]interface{}

// chart is a folder with Chart.yaml, values.yaml, templates/ and whatever else its templates read through .Files.
type chart struct {
	metadata  values
	values    values
	schema    []byte
	templates []string          // "NAME/templates/FILE", sorted
	texts     map[string]string // by the same names
	files     files
}

func load(folder string, overrides []string) (*chart, error) {
	c := &chart{texts: map[string]string{}, files: files{}}
	var err error
	if c.metadata, err = readYaml(filepath.Join(folder, "Chart.yaml")); err != nil {
		return nil, err
	}
	if c.values, err = readYaml(filepath.Join(folder, "values.yaml")); err != nil {
		return nil, err
	}
	for _, file := range overrides {
		extra, err := readYaml(file)
		if err != nil {
			return nil, err
		}
		c.values = coalesce(c.values, extra)
	}
	err = filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		inside, _ := filepath.Rel(folder, path)
		inside = filepath.ToSlash(inside)
		switch {
		case inside == "values.schema.json":
			c.schema = text
		case strings.HasPrefix(inside, "templates/"):
			name := fmt.Sprintf("%v/%s", c.metadata["name"], inside)
			c.templates = append(c.templates, name)
			c.texts[name] = string(text)
		case inside != "Chart.yaml" && inside != "values.yaml":
			c.files[inside] = text
		}
		return nil
	})
	sort.Strings(c.templates)
	return c, err
}

// checkValues holds the values against values.schema.json, as helm does before it renders anything.
func (c *chart) checkValues() error {
	if c.schema == nil {
		return nil
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(c.schema), gojsonschema.NewGoLoader(c.values))
	if err != nil {
		return fmt.Errorf("values.schema.json: %w", err)
	}
	if result.Valid() {
		return nil
	}
	lines := []string{"values don't meet the specifications of the schema:"}
	for _, e := range result.Errors() {
		lines = append(lines, "- "+e.String())
	}
	return errors.New(strings.Join(lines, "\n"))
}

func readYaml(file string) (values, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	v := values{}
	if err := yaml.Unmarshal(text, &v); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return v, nil
}

// coalesce lays override over base: maps are merged, null removes a key, anything else replaces.
func coalesce(base, override values) values {
	for key, value := range override {
		inner, isMap := value.(values)
		old, wasMap := base[key].(values)
		switch {
		case value == nil:
			delete(base, key)
		case isMap && wasMap:
			base[key] = coalesce(old, inner)
		default:
			base[key] = value
		}
	}
	return base
}
