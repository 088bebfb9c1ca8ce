// List the changes of an invoice: GET /revenue/invoices/{invoice_id}/history
// THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	base := os.Getenv("THRIVESTACK_BASE_URL")
	if base == "" {
		base = "http://127.0.0.1:8787"
	}
	request, err := http.NewRequest("GET", base+"/revenue/invoices/inv_123/history?limit=50", nil)
	check(err)
	request.Header.Set("x-api-key", os.Getenv("THRIVESTACK_API_KEY"))

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
