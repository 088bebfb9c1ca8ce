// Delete an invoice: DELETE /revenue/invoices
// THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

const content = `{
  "invoice_id": "inv_123"
}`

func main() {
	base := os.Getenv("THRIVESTACK_BASE_URL")
	if base == "" {
		base = "https://api.app.thrivestack.ai"
	}
	request, err := http.NewRequest("DELETE", base+"/revenue/invoices", strings.NewReader(content))
	check(err)
	request.Header.Set("x-api-key", os.Getenv("THRIVESTACK_API_KEY"))
	request.Header.Set("content-type", "application/json")

	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Do(request)
	check(err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode >= 300 {
		log.Fatalf("%s %s", response.Status, answer)
	}
	fmt.Println(string(answer))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
